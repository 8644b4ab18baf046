import { useEffect, useRef, useState } from 'react';
import { clockOf } from '../../frame/time.js';
import { Composer } from './Composer.jsx';
import { TeamsMessage } from './TeamsMessage.jsx';
import { shownReplies } from './threads.js';

export function Post({ conversation, root, replies }) {
  const [all, setAll] = useState(false);
  const [replying, setReplying] = useState(false);
  const button = useRef(null);
  const wasReplying = useRef(false);
  const earlier = all ? 0 : Math.max(0, replies.length - shownReplies);

  // Whoever has replied, or has thought better of it, goes on where they were.
  useEffect(() => {
    if (wasReplying.current && !replying) button.current?.focus();
    wasReplying.current = replying;
  }, [replying]);

  return (
    <section className="post" aria-label={`Post by ${root.authorName} at ${clockOf(new Date(root.at))}`}>
      <TeamsMessage conversation={conversation} message={root} />
      {earlier > 0 && <button type="button" className="replies" onClick={() => setAll(true)}>{earlier === 1 ? '1 earlier reply' : `${earlier} earlier replies`}</button>}
      {replies.slice(earlier).map((reply) => <TeamsMessage key={reply.id} conversation={conversation} message={reply} isReply />)}
      {conversation.isOpen && !replying && <button ref={button} type="button" className="reply" onClick={() => setReplying(true)}>Reply</button>}
      {replying && <Composer conversation={conversation} rootId={root.id} label="Reply" onClose={() => setReplying(false)} />}
    </section>
  );
}
