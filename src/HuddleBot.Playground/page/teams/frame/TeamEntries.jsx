import { Entry } from '../../frame/Entry.jsx';
import { ChannelMenu } from './ChannelMenu.jsx';
import { TeamMenu } from './TeamMenu.jsx';

/** A team and its channels. */
export const TeamEntries = ({ team, here, show }) => (
  <section className="team" aria-labelledby={`team-${team.id}`}>
    <div className="entry-row">
      <h4 id={`team-${team.id}`}>
        {team.name}
        {!team.hasBot && <span className="aside"> · without the bot</span>}
        {team.isArchived && <span className="aside"> · archived</span>}
      </h4>
      <TeamMenu team={team} />
    </div>
    <ul aria-labelledby={`team-${team.id}`}>
      {team.channels.map((channel) => (
        <Entry key={channel.id} here={here === channel.id} unread={channel.unread} onClick={() => show(channel.id)} menu={!channel.isGeneral && <ChannelMenu channel={channel} />}>
          {channel.name}
          {channel.isDeleted && <span className="aside"> · deleted</span>}
        </Entry>
      ))}
    </ul>
  </section>
);
