import { Chat } from './Chat.jsx';
import { Composer } from './Composer.jsx';
import { EmptyConversation } from './EmptyConversation.jsx';
import { NotInstalled } from './NotInstalled.jsx';
import { Posts } from './Posts.jsx';

/** A channel, or the chat with the bot. */
export function Conversation({ conversation, messages, onMenu }) {
  const { kind, name, team, hasBot, isOpen } = conversation;
  const isChat = kind === 'chat';
  const List = isChat ? Chat : Posts;
  return (
    <main className="channel" aria-label={isChat ? `Chat with ${name}` : `${team.name}, ${name}`}>
      <header className="pane-head">
        <button type="button" className="icon to-menu" aria-label="Teams and chats" onClick={onMenu}>☰</button>
        <h1>{name}</h1>
        <span className="members">{isChat ? 'Chat' : team.name}</span>
      </header>
      {!hasBot && isOpen && <NotInstalled conversation={conversation} />}
      {messages === undefined && <div className="message-list" aria-busy="true" />}
      {messages?.length === 0 && <EmptyConversation conversation={conversation} />}
      {messages?.length > 0 && <List conversation={conversation} messages={messages} />}
      {isOpen
        ? <Composer conversation={conversation} label={isChat ? `Message ${name}` : `Start a post in ${name}`} />
        : <p className="archived">{team?.isArchived ? 'This team is archived.' : 'This channel was deleted.'}</p>}
    </main>
  );
}
