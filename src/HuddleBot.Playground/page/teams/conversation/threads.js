/** A post stands at its own root. */
const isPost = ({ id, rootId }) => !rootId || rootId === id;

// A deleted message leaves a trace only while a thread hangs on it.
const isSeen = ({ deleted, replyCount }) => !deleted || replyCount > 0;

/** The posts of a channel in order, each with its replies: `[{ root, replies }]`. */
export const postsOf = (messages) =>
  messages
    .filter((message) => isPost(message) && isSeen(message))
    .map((root) => ({ root, replies: messages.filter((message) => message.rootId === root.id && !isPost(message) && !message.deleted) }));

/** How many of a post's latest replies stand there without asking. */
export const shownReplies = 3;
