import { FaultsButton } from '../../faults/FaultsButton.jsx';
import { Entry } from '../../frame/Entry.jsx';
import { PlatformSwitch } from '../../frame/PlatformSwitch.jsx';
import { SendSamples } from '../../frame/SendSamples.jsx';
import { You } from '../../frame/You.jsx';
import { useSurroundings } from '../../live/surroundings.js';
import { ChatMenu } from './ChatMenu.jsx';
import { TeamEntries } from './TeamEntries.jsx';

const faults = { platform: 'Microsoft Teams', path: '/playground/teams/faults', calls: ['send', 'create', 'reply', 'update', 'members', 'token'] };

export function Sidebar({ address, go, open, onClose }) {
  const { company } = useSurroundings();
  const show = (channel) => {
    go({ channel });
    onClose();
  };
  const { chat } = company;
  return (
    <nav className={`sidebar${open ? ' open' : ''}`} aria-label={company.tenant.name}>
      <PlatformSwitch platform="teams" go={go} />
      <header className="pane-head">
        <h2>{company.tenant.name}</h2>
        <button type="button" className="icon to-menu" aria-label="Back to the conversation" onClick={onClose}>×</button>
      </header>
      <You me={address.user} users={company.users} onChange={(user) => go({ user })} />
      <div className="entries">
        <h3 id="chats">Chats</h3>
        <ul aria-labelledby="chats">
          <Entry here={address.channel === chat.id} unread={chat.unread} onClick={() => show(chat.id)} menu={<ChatMenu chat={chat} />}>{chat.name}</Entry>
        </ul>
        <h3 id="teams">Teams and channels</h3>
        {company.teams.filter(({ isMember, isDeleted }) => isMember && !isDeleted).map((team) => <TeamEntries key={team.id} team={team} here={address.channel} show={show} />)}
      </div>
      <footer className="tools">
        <SendSamples path="/playground/teams/feedback" to={address.channel && address.channel !== chat.id ? { channel: address.channel } : {}} />
        <FaultsButton of={faults} />
      </footer>
    </nav>
  );
}
