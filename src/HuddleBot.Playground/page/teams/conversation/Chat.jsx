import { Fragment } from 'react';
import { Day } from '../../frame/Day.jsx';
import { FollowingList } from '../../frame/FollowingList.jsx';
import { dayOf } from '../../frame/time.js';
import { TeamsMessage } from './TeamsMessage.jsx';

/** One's own chat with the bot. */
export const Chat = ({ conversation, messages }) => (
  <FollowingList messages={messages} last={messages.at(-1).id} label={`Messages with ${conversation.name}`}>
    {messages.filter(({ deleted }) => !deleted).map((message, index, seen) => {
      const day = dayOf(new Date(message.at));
      const isNewDay = index === 0 || dayOf(new Date(seen[index - 1].at)) !== day;
      return (
        <Fragment key={message.id}>
          {isNewDay && <Day day={day} />}
          <TeamsMessage conversation={conversation} message={message} isChat />
        </Fragment>
      );
    })}
  </FollowingList>
);
