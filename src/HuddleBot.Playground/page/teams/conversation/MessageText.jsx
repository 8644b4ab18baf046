import { markdown } from '../card/markdown.js';

/** What somebody wrote. A bot's words may be formatted; a person's are shown as they were typed, with the mentions in them. */
export function MessageText({ message }) {
  // The HTML is our own: `markdown` escapes everything that came in.
  if (message.isBot) return <div className="words" dangerouslySetInnerHTML={{ __html: markdown(message.text) }} />;
  return <p className="words">{partsOf(message).map((part, index) => (part.isMention ? <span key={index} className="mention">{part.text}</span> : part.text))}</p>;
}

function partsOf({ text, mentions }) {
  const names = [...new Set((mentions ?? []).map(({ name }) => name))];
  return names.reduce(
    (parts, name) => parts.flatMap((part) => (part.isMention ? [part] : around(part.text, name))),
    [{ text: text.replace(/<at>(.*?)<\/at>/g, '@$1') }],
  );
}

const around = (text, name) =>
  text.split(`@${name}`).flatMap((piece, index) => (index === 0 ? [{ text: piece }] : [{ text: name, isMention: true }, { text: piece }])).filter((part) => part.text !== '');
