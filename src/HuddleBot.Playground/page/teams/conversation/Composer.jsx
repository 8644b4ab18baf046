import { useEffect, useId, useRef, useState } from 'react';
import { useSurroundings } from '../../live/surroundings.js';

const begun = /(^|\s)@(\S*)$/;

/** Writes a post, a reply or a line of a chat. Enter sends, Shift+Enter starts a new line; "@" offers the bot. `onClose`: what Escape does, and what follows a sent reply. */
export function Composer({ conversation, rootId, label, onClose }) {
  const { act, company } = useSurroundings();
  const [text, setText] = useState('');
  const id = useId();
  const field = useRef(null);
  const bot = company.bot.name;
  const typed = conversation.kind === 'channel' ? begun.exec(text)?.[2] : undefined;
  const offered = typed !== undefined && typed !== bot && bot.toLowerCase().startsWith(typed.toLowerCase());

  useEffect(() => {
    if (onClose) field.current.focus();
  }, []);

  const mention = () => {
    setText(text.replace(begun, `$1@${bot} `));
    field.current.focus();
  };
  const send = async () => {
    const words = text.trim();
    if (words === '') return;
    setText('');
    const answer = await act('/playground/teams/messages', { conversation: conversation.id, text: words, ...(rootId ? { rootId } : {}) });
    if (!answer.ok) setText((since) => since || words);
    else onClose?.();
  };
  const keys = (event) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape' && onClose) onClose();
    if (!['Enter', 'Tab'].includes(event.key) || event.shiftKey || (event.key === 'Tab' && !offered)) return;
    event.preventDefault();
    if (offered) mention();
    else send();
  };

  return (
    <form className="composer" onSubmit={(event) => { event.preventDefault(); send(); }}>
      {offered && (
        <ul className="commands" aria-label="People and apps to mention">
          <li><button type="button" onClick={mention}><strong>{bot}</strong> <span className="aside">App</span></button></li>
        </ul>
      )}
      <label className="hidden" htmlFor={id}>{label}</label>
      <textarea ref={field} id={id} rows={Math.min(6, text.split('\n').length)} placeholder={conversation.kind === 'channel' && !rootId ? `Start a post · @${bot} help` : label} value={text} onChange={(event) => setText(event.target.value)} onKeyDown={keys} />
      <button type="submit" className="button primary" aria-label="Send">➤</button>
    </form>
  );
}
