import { useId, useState } from 'react';
import { useSurroundings } from '../../live/surroundings.js';

/** Writes a message, or runs a slash command. Enter sends, Shift+Enter starts a new line. In a thread there are no commands, as in Slack. */
export function Composer({ channel, threadTs, label }) {
  const { act, say, workspace } = useSurroundings();
  const [text, setText] = useState('');
  const id = useId();
  const isCommand = text.startsWith('/');
  const offered = isCommand && !threadTs && !text.includes(' ') ? workspace.commands.filter((command) => command.startsWith(text)) : [];

  const send = async () => {
    const words = text.trim();
    if (words === '') return;
    if (isCommand && threadTs) return say(`${words.split(' ')[0]} cannot be used in a thread.`, 'wrong');
    setText('');
    const path = isCommand ? '/playground/command' : '/playground/messages';
    const answer = await act(path, { channel, text: words, ...(threadTs ? { threadTs } : {}) });
    if (!answer.ok) setText((since) => since || words);
  };
  const keys = (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };

  return (
    <form className="composer" onSubmit={(event) => { event.preventDefault(); send(); }}>
      {offered.length > 0 && (
        <ul id={`${id}-commands`} className="commands" aria-label="Commands">
          {offered.map((command) => (
            <li key={command}><button type="button" onClick={() => setText(`${command} `)}><strong>{command}</strong></button></li>
          ))}
        </ul>
      )}
      <label className="hidden" htmlFor={id}>{label}</label>
      <textarea id={id} rows={Math.min(6, text.split('\n').length)} placeholder={label} value={text} onChange={(event) => setText(event.target.value)} onKeyDown={keys} />
      <button type="submit" className="button primary" aria-label="Send">➤</button>
    </form>
  );
}
