// A deleted message leaves a trace only while a thread hangs on it.
const isSeen = ({ deleted, replyCount }) => !deleted || replyCount > 0;

/** The posts of a channel in order, each with its replies: `[{ root, replies }]`. */
export const postsOf = (messages) =>
  messages
    .filter((message) => !message.rootId && isSeen(message))
    .map((root) => ({ root, replies: messages.filter((message) => message.rootId === root.id && !message.deleted) }));

/** How many of a post's latest replies stand there without asking. */
export const shownReplies = 3;
