import { useState } from 'react';
import { Menu } from '../../frame/Menu.jsx';
import { useSurroundings } from '../../live/surroundings.js';
import { NameDialog } from './NameDialog.jsx';

export function ChannelMenu({ channel }) {
  const { act } = useSurroundings();
  const [renaming, setRenaming] = useState(false);
  const tell = (path, more) => act(`/playground/teams/channels/${path}`, { channel: channel.id, ...more });
  const items = channel.isDeleted
    ? [{ id: 'restore', label: 'Restore', onChoose: () => tell('restore') }]
    : [{ id: 'rename', label: 'Rename…', onChoose: () => setRenaming(true) }, { id: 'delete', label: 'Delete', onChoose: () => tell('delete') }];
  return (
    <>
      <Menu label={`More about ${channel.name}`} items={items} />
      {renaming && <NameDialog title="Rename the channel" name={channel.name} onName={(name) => tell('rename', { name })} onClose={() => setRenaming(false)} />}
    </>
  );
}
