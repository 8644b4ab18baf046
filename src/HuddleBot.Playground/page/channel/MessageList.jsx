import { Fragment, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { ChatMessage } from './ChatMessage.jsx';
import { dayOf } from './time.js';

const near = (list) => list.scrollHeight - list.scrollTop - list.clientHeight < 120;

/** Oldest to newest. It follows new messages while one reads at the end; whoever reads further up is told instead. */
export function MessageList({ channel, messages, onThread, label }) {
  const list = useRef(null);
  const atEnd = useRef(true);
  const [more, setMore] = useState(false);
  const last = messages.at(-1)?.ts;

  const toEnd = () => {
    list.current.scrollTop = list.current.scrollHeight;
    setMore(false);
  };
  useLayoutEffect(() => {
    atEnd.current = true;
    toEnd();
  }, [channel]);
  useEffect(() => {
    if (atEnd.current) toEnd();
    else setMore(true);
  }, [last]);
  // A card that grows (a decision, an answer) does not push the end out of sight.
  useLayoutEffect(() => {
    if (atEnd.current) toEnd();
  }, [messages]);

  const scrolled = () => {
    atEnd.current = near(list.current);
    if (atEnd.current) setMore(false);
  };

  return (
    <div className="message-list" ref={list} role="log" aria-label={label} tabIndex={0} onScroll={scrolled}>
      {messages.map((message, index) => {
        const day = dayOf(message.ts);
        const isNewDay = index === 0 || dayOf(messages[index - 1].ts) !== day;
        return (
          <Fragment key={`${message.ts}${message.ephemeral ? ' ephemeral' : ''}`}>
            {isNewDay && <div className="day" role="separator" aria-label={day}><span>{day}</span></div>}
            <ChatMessage channel={channel} message={message} onThread={onThread} />
          </Fragment>
        );
      })}
      {more && <button type="button" className="button to-end" onClick={toEnd}>New messages ↓</button>}
    </div>
  );
}
