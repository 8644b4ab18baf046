import { mrkdwn } from './mrkdwn.js';

const emojis = /:([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):/g;
const decode = (text) => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

const plain = ({ text, emoji = true }) => {
  if (!emoji) return [{ type: 'text', text: decode(text) }];
  return text.split(emojis).map((part, index) => (index % 2 === 1 ? { type: 'emoji', name: part } : { type: 'text', text: decode(part) }));
};

/** A text object of Block Kit as a rich_text block: the one form that the renderer takes as it is. */
export const richTextOf = (text) => ({
  type: 'rich_text',
  elements: text.type === 'mrkdwn' ? mrkdwn(text.text) : [{ type: 'rich_text_section', elements: plain(text) }],
});
