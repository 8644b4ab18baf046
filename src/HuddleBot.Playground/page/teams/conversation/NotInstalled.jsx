import { useSurroundings } from '../../live/surroundings.js';

/** Says that nobody will answer here, and offers to change that. */
export function NotInstalled({ conversation }) {
  const { act, company } = useSurroundings();
  const { kind, id, team } = conversation;
  const where = kind === 'chat' ? { personal: true } : { team: team.id, channel: id };
  const install = async () => {
    if (kind === 'chat' && company.chat.blocked) await act('/playground/teams/block', { blocked: false });
    if (kind === 'channel' || !company.chat.hasBot) await act('/playground/teams/install', where);
  };
  return (
    <p className="not-installed" role="status">
      <span>{kind === 'chat' && company.chat.blocked ? `You have blocked ${company.bot.name}.` : `${company.bot.name} is not installed here.`}</span>
      <button type="button" className="button" onClick={install}>{kind === 'chat' && company.chat.blocked ? 'Unblock' : 'Add'}</button>
    </p>
  );
}
