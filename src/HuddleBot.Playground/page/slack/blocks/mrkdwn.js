// Slack's mrkdwn as rich_text elements, which the renderer draws without parsing. Its own mrkdwn goes through a Markdown parser: "# 1" vanishes,
// "9:30:15" loses its colons, and an escaped "&lt;!channel&gt;" becomes a mention. Format: "Formatting message text" in Slack's documentation.

const decode = (text) => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

const styled = (element, style) => (Object.keys(style).length === 0 ? element : { ...element, style });

const special = (inner, style) => {
  const [target, label] = inner.split(/\|(.*)/s);
  if (/^@[UWB]/.test(target)) return styled({ type: 'user', user_id: target.slice(1) }, style);
  if (/^#[CGD]/.test(target)) return styled({ type: 'channel', channel_id: target.slice(1) }, style);
  if (target.startsWith('!subteam^')) return styled({ type: 'usergroup', usergroup_id: target.slice(9) }, style);
  if (/^!(here|channel|everyone)$/.test(target)) return styled({ type: 'broadcast', range: target.slice(1) }, style);
  const date = /^!date\^(\d+)\^([^^]+)/.exec(target);
  if (date) return styled({ type: 'date', timestamp: Number(date[1]), format: date[2] }, style);
  if (/^(https?|mailto|tel):/.test(target)) return styled({ type: 'link', url: decode(target), text: decode(label ?? target.replace(/^mailto:/, '')) }, style);
  return styled({ type: 'text', text: decode(`<${inner}>`) }, style);
};

// A marker counts only where a word may start, and closes only where one may end.
const tokens = new RegExp(
  [
    '`(?<code>[^`\\n]+)`',
    '<(?<special>[^<>\\n]+)>',
    '(?<=^|[\\s(\\[{"\'*_~.,;:!?-])(?:' +
      '\\*(?<bold>[^\\s*](?:[^*\\n]*[^\\s*])?)\\*|_(?<italic>[^\\s_](?:[^_\\n]*[^\\s_])?)_|~(?<strike>[^\\s~](?:[^~\\n]*[^\\s~])?)~' +
      ')(?=$|[\\s)\\]}"\'*_~.,;:!?-])',
    '(?<url>https?://[^\\s<>|]+[^\\s<>|.,;:!?)\\]])',
    ':(?<emoji>[a-z0-9_+\'-]+(?:::skin-tone-[2-6])?):',
  ].join('|'),
  'g',
);

/** One run of text as rich_text section elements. */
export function inline(text, style = {}) {
  const elements = [];
  let from = 0;
  for (const found of text.matchAll(tokens)) {
    if (found.index > from) elements.push(styled({ type: 'text', text: decode(text.slice(from, found.index)) }, style));
    from = found.index + found[0].length;
    const { code, special: inner, bold, italic, strike, url, emoji } = found.groups;
    if (code) elements.push({ type: 'text', text: decode(code), style: { ...style, code: true } });
    else if (inner) elements.push(special(inner, style));
    else if (bold) elements.push(...inline(bold, { ...style, bold: true }));
    else if (italic) elements.push(...inline(italic, { ...style, italic: true }));
    else if (strike) elements.push(...inline(strike, { ...style, strike: true }));
    else if (url) elements.push(styled({ type: 'link', url: decode(url) }, style));
    else if (emoji) elements.push({ type: 'emoji', name: emoji });
  }
  if (from < text.length) elements.push(styled({ type: 'text', text: decode(text.slice(from)) }, style));
  return elements;
}

const isQuoted = (line) => /^(>|&gt;)/.test(line);

const paragraphs = (text) => {
  const groups = [];
  for (const line of text.split('\n')) {
    const quoted = isQuoted(line);
    const words = quoted ? line.replace(/^(>|&gt;)\s?/, '') : line;
    const last = groups.at(-1);
    if (last?.quoted === quoted) last.lines.push(words);
    else groups.push({ quoted, lines: [words] });
  }
  return groups.map(({ quoted, lines }) => ({ type: quoted ? 'rich_text_quote' : 'rich_text_section', elements: inline(lines.join('\n')) }));
};

/** A whole mrkdwn text as the parts of a rich_text block. */
export const mrkdwn = (text) =>
  text.split(/```\n?([\s\S]*?)\n?```\n?/).flatMap((part, index) => {
    if (part === '') return [];
    return index % 2 === 1 ? [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: decode(part) }] }] : paragraphs(part);
  });
