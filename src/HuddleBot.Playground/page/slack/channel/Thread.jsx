import { useEffect, useRef } from 'react';
import { Composer } from './Composer.jsx';
import { MessageList } from './MessageList.jsx';
import { threadOf } from './threads.js';

export function Thread({ channel, root, messages, onClose }) {
  const pane = useRef(null);
  const thread = threadOf(messages ?? [], root);
  useEffect(() => pane.current.focus(), [root]);
  const keys = (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented) onClose();
  };
  return (
    <aside className="thread" aria-label="Thread" tabIndex={-1} ref={pane} onKeyDown={keys}>
      <header className="pane-head">
        <h2>Thread</h2>
        <span className="members">{channel.kind === 'im' ? channel.name : `#${channel.name}`}</span>
        <button type="button" className="icon" aria-label="Close thread" onClick={onClose}>×</button>
      </header>
      <MessageList key={root} channel={channel.id} messages={thread} label="Messages in the thread" />
      <Composer key={`${root} composer`} channel={channel.id} threadTs={root} label="Reply…" />
    </aside>
  );
}
