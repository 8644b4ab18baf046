import { memo, useRef } from 'react';
import { Avatar } from '../../frame/Avatar.jsx';
import { clockOf, fullTimeOf } from '../../frame/time.js';
import { useSurroundings } from '../../live/surroundings.js';
import { CardMessage } from './CardMessage.jsx';
import { MessageMenu } from './MessageMenu.jsx';
import { MessageText } from './MessageText.jsx';
import { useRefresh } from './useRefresh.js';

/** One message: a post, a reply or a line of a chat. */
export const TeamsMessage = memo(function TeamsMessage({ conversation, message, isReply, isChat }) {
  const { me } = useSurroundings();
  const whole = useRef(null);
  useRefresh(whole, message);
  const { id, authorId, authorName, isBot, summary, card, ownCard, edited, deleted, importance } = message;
  const at = new Date(message.at);
  const look = ['message', isReply && 'is-reply', isChat && (authorId === me ? 'bubble mine' : 'bubble')].filter(Boolean).join(' ');
  return (
    <article ref={whole} className={look} data-id={id} aria-label={`${authorName} at ${clockOf(at)}`}>
      <Avatar id={authorId} name={authorName} />
      <div className="message-main">
        <header className="message-head">
          <strong>{authorName}</strong>
          {isBot && <span className="app-badge">App</span>}
          <time dateTime={message.at} title={fullTimeOf(at)}>{clockOf(at)}</time>
          {edited && !deleted && <span className="edited">Edited</span>}
          {ownCard && <span className="own-card" title="The bot gave this card to you: others may see another one here.">Your own view</span>}
        </header>
        {['high', 'urgent'].includes(importance) && <p className="important">{importance === 'urgent' ? 'Urgent' : 'Important'}</p>}
        {deleted && <p className="deleted">This message has been deleted.</p>}
        {!deleted && message.text && <MessageText message={message} />}
        {!deleted && card && <CardMessage conversation={conversation} message={message} />}
        {!deleted && summary && <p className="notification"><span className="notification-kind">Notification</span> {summary}</p>}
      </div>
      {!deleted && <MessageMenu message={message} />}
    </article>
  );
}, (one, other) => JSON.stringify(one) === JSON.stringify(other));
