import { memo, useMemo } from 'react';
import { Blocks } from '../blocks/Blocks.jsx';
import { Words } from '../blocks/Words.jsx';
import { Avatar } from '../../frame/Avatar.jsx';
import { Place } from '../../live/surroundings.js';
import { MessageActions } from './MessageActions.jsx';
import { Reactions } from './Reactions.jsx';
import { clockOf, fullTimeOf, isoOf } from './time.js';

const Content = ({ message }) => {
  if (message.deleted) return <p className="deleted">This message was deleted.</p>;
  return message.blocks?.length > 0 ? <Blocks blocks={message.blocks} /> : <Words text={{ type: 'mrkdwn', text: message.text ?? '' }} />;
};

/** One message. `onThread` opens its thread; without it (inside a thread) there is no such button. */
export const ChatMessage = memo(function ChatMessage({ channel, message, onThread }) {
  const { ts, authorName, authorId, replyCount } = message;
  const place = useMemo(() => ({ channel, ts }), [channel, ts]);
  return (
    <article className={`message${message.ephemeral ? ' ephemeral' : ''}`} data-ts={ts} aria-label={`${authorName} at ${clockOf(ts)}`}>
      <Avatar id={authorId} name={authorName} />
      <div className="message-main">
        {onThread && message.broadcast && <p className="only-you">replied in a thread</p>}
        {message.ephemeral && <p className="only-you">Only visible to you</p>}
        <header className="message-head">
          <strong>{authorName}</strong>
          {message.isBot && <span className="app-badge">App</span>}
          <time dateTime={isoOf(ts)} title={fullTimeOf(ts)}>{clockOf(ts)}</time>
        </header>
        <Place value={place}><Content message={message} /></Place>
        {message.reactions?.length > 0 && <Reactions reactions={message.reactions} />}
        {message.edited && !message.deleted && <span className="edited">(edited)</span>}
        {onThread && replyCount > 0 && (
          <button type="button" className="replies" onClick={() => onThread(ts)}>
            {replyCount === 1 ? '1 reply' : `${replyCount} replies`}
          </button>
        )}
      </div>
      {!message.ephemeral && !message.deleted && <MessageActions channel={channel} ts={ts} onThread={onThread && (() => onThread(message.threadTs ?? ts))} />}
    </article>
  );
}, (one, other) => one.onThread === other.onThread && one.channel === other.channel && JSON.stringify(one.message) === JSON.stringify(other.message));
