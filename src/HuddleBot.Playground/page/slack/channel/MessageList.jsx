import { Fragment } from 'react';
import { Day } from '../../frame/Day.jsx';
import { FollowingList } from '../../frame/FollowingList.jsx';
import { ChatMessage } from './ChatMessage.jsx';
import { dayOf } from './time.js';

export const MessageList = ({ channel, messages, onThread, label }) => (
  <FollowingList key={channel} messages={messages} last={messages.at(-1)?.ts} label={label}>
    {messages.map((message, index) => {
      const day = dayOf(message.ts);
      const isNewDay = index === 0 || dayOf(messages[index - 1].ts) !== day;
      return (
        <Fragment key={`${message.ts}${message.ephemeral ? ' ephemeral' : ''}`}>
          {isNewDay && <Day day={day} />}
          <ChatMessage channel={channel} message={message} onThread={onThread} />
        </Fragment>
      );
    })}
  </FollowingList>
);
