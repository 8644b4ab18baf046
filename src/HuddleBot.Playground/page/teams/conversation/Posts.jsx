import { Fragment } from 'react';
import { Day } from '../../frame/Day.jsx';
import { FollowingList } from '../../frame/FollowingList.jsx';
import { dayOf } from '../../frame/time.js';
import { Post } from './Post.jsx';
import { postsOf } from './threads.js';

/** A channel: posts, each with its replies below it. */
export function Posts({ conversation, messages }) {
  const posts = postsOf(messages);
  return (
    <FollowingList messages={messages} last={messages.at(-1).id} label={`Posts in ${conversation.name}`}>
      {posts.map(({ root, replies }, index) => {
        const day = dayOf(new Date(root.at));
        const isNewDay = index === 0 || dayOf(new Date(posts[index - 1].root.at)) !== day;
        return (
          <Fragment key={root.id}>
            {isNewDay && <Day day={day} />}
            <Post conversation={conversation} root={root} replies={replies} />
          </Fragment>
        );
      })}
    </FollowingList>
  );
}
