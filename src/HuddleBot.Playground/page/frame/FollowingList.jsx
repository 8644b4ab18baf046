import { useEffect, useLayoutEffect, useRef, useState } from 'react';

const near = (list) => list.scrollHeight - list.scrollTop - list.clientHeight < 120;

/** A list of messages, oldest to newest. It follows what is new (`last`: the newest one's id) while one reads at the end; whoever reads further up is told instead. */
export function FollowingList({ messages, last, label, children }) {
  const list = useRef(null);
  const atEnd = useRef(true);
  const [more, setMore] = useState(false);

  const toEnd = () => {
    list.current.scrollTop = list.current.scrollHeight;
    setMore(false);
  };
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
      {children}
      {more && <button type="button" className="button to-end" onClick={toEnd}>New messages ↓</button>}
    </div>
  );
}
