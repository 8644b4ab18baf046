import { useState } from 'react';
import { Menu } from '../../frame/Menu.jsx';
import { useSurroundings } from '../../live/surroundings.js';
import { NameDialog } from './NameDialog.jsx';

/** What a team's owner can do; the bot is told of each as Microsoft Teams tells it. */
export function TeamMenu({ team }) {
  const { act, company } = useSurroundings();
  const [asked, setAsked] = useState(null);
  const tell = (path, more) => act(`/playground/teams/${path}`, { team: team.id, ...more });
  const bot = company.bot.name;
  const items = [
    team.hasBot
      ? { id: 'remove', label: `Remove ${bot}`, onChoose: () => tell('uninstall') }
      : { id: 'add', label: `Add ${bot}`, onChoose: () => tell('install', { channel: team.channels.find(({ isGeneral }) => isGeneral)?.id }) },
    { id: 'channel', label: 'New channel…', onChoose: () => setAsked({ title: 'New channel', path: 'channels/create', name: '' }) },
    { id: 'rename', label: 'Rename the team…', onChoose: () => setAsked({ title: 'Rename the team', path: 'team/rename', name: team.name }) },
    team.isArchived
      ? { id: 'restore', label: 'Restore the team', onChoose: () => tell('team/unarchive') }
      : { id: 'archive', label: 'Archive the team', onChoose: () => tell('team/archive') },
  ];
  return (
    <>
      <Menu label={`More about ${team.name}`} items={items} />
      {asked && <NameDialog title={asked.title} name={asked.name} onName={(name) => tell(asked.path, { name })} onClose={() => setAsked(null)} />}
    </>
  );
}
