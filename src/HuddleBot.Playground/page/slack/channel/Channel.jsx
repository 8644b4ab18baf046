import { Composer } from './Composer.jsx';
import { EmptyChannel } from './EmptyChannel.jsx';
import { MessageList } from './MessageList.jsx';
import { rootsOf } from './threads.js';

export function Channel({ channel, messages, onThread, onMenu }) {
  const name = channel.kind === 'im' ? channel.name : `#${channel.name}`;
  const roots = messages && rootsOf(messages);
  return (
    <main className="channel" aria-label={name}>
      <header className="pane-head">
        <button type="button" className="icon to-menu" aria-label="Channels" onClick={onMenu}>☰</button>
        <h1>{name}</h1>
        {channel.kind === 'channel' && <span className="members">{channel.memberIds.length} members</span>}
      </header>
      {roots === undefined && <div className="message-list" aria-busy="true" />}
      {roots?.length === 0 && <EmptyChannel channel={channel} />}
      {roots?.length > 0 && <MessageList channel={channel.id} messages={roots} onThread={onThread} label={`Messages in ${name}`} />}
      {channel.isArchived
        ? <p className="archived">This channel is archived.</p>
        : <Composer key={channel.id} channel={channel.id} label={`Message ${name}`} />}
    </main>
  );
}
