import { FaultsButton } from '../../faults/FaultsButton.jsx';
import { Entry } from '../../frame/Entry.jsx';
import { PlatformSwitch } from '../../frame/PlatformSwitch.jsx';
import { SendSamples } from '../../frame/SendSamples.jsx';
import { useSurroundings } from '../../live/surroundings.js';
import { You } from '../../frame/You.jsx';

const faults = { platform: 'Slack', path: '/playground/faults', calls: ['chat.postMessage', 'chat.update', 'chat.postEphemeral', 'views.open'] };

export function Sidebar({ address, go, open, onClose }) {
  const { workspace } = useSurroundings();
  const show = (changes) => {
    go({ channel: null, thread: null, home: null, ...changes });
    onClose();
  };
  const entries = (kind, sign) =>
    workspace.channels
      .filter((channel) => channel.kind === kind)
      .map(({ id, name, isPrivate, unread }) => (
        <Entry key={id} here={address.channel === id && !address.home} unread={Number(unread)} onClick={() => show({ channel: id })}>
          {isPrivate && sign ? '🔒 ' : sign}{name}
        </Entry>
      ));
  const direct = entries('im', '');
  return (
    <nav className={`sidebar${open ? ' open' : ''}`} aria-label="Workspace">
      <PlatformSwitch platform="slack" go={go} />
      <header className="pane-head">
        <h2>{workspace.workspace.name}</h2>
        <button type="button" className="icon to-menu" aria-label="Back to the channel" onClick={onClose}>×</button>
      </header>
      <You me={address.user} users={workspace.users} onChange={(user) => go({ user, thread: null })} />
      <div className="entries">
        <h3 id="channels">Channels</h3>
        <ul aria-labelledby="channels">{entries('channel', '#')}</ul>
        {direct.length > 0 && <h3 id="direct">Direct messages</h3>}
        {direct.length > 0 && <ul aria-labelledby="direct">{direct}</ul>}
        <h3 id="apps">Apps</h3>
        <ul aria-labelledby="apps">
          <Entry here={Boolean(address.home)} onClick={() => show({ home: '1' })}>{workspace.bot.name}</Entry>
        </ul>
      </div>
      <footer className="tools">
        <SendSamples path="/playground/feedback" to={{ team: address.channel ?? undefined }} />
        <FaultsButton of={workspace.socketMode ? { ...faults, sockets: '/playground/sockets' } : faults} />
      </footer>
    </nav>
  );
}
