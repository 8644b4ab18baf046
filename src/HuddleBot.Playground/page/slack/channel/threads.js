export const isRoot = ({ ts, threadTs }) => !threadTs || threadTs === ts;

// A deleted message leaves a trace only while a thread hangs on it.
const isSeen = ({ deleted, replyCount }) => !deleted || replyCount > 0;

export const rootsOf = (messages) => messages.filter((message) => (isRoot(message) || message.broadcast) && isSeen(message));

export const threadOf = (messages, root) => messages.filter((message) => message.ts === root || (message.threadTs === root && isSeen(message)));
