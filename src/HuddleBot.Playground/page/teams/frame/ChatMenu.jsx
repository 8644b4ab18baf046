import { Menu } from '../../frame/Menu.jsx';
import { useSurroundings } from '../../live/surroundings.js';

/** What a person can do with the bot in their own chat: install it, remove it, block it. */
export function ChatMenu({ chat }) {
  const { act } = useSurroundings();
  const items = [
    chat.hasBot
      ? { id: 'remove', label: `Remove ${chat.name}`, onChoose: () => act('/playground/teams/uninstall', { personal: true }) }
      : { id: 'add', label: `Add ${chat.name}`, onChoose: () => act('/playground/teams/install', { personal: true }) },
    { id: 'block', label: `${chat.blocked ? 'Unblock' : 'Block'} ${chat.name}`, onChoose: () => act('/playground/teams/block', { blocked: !chat.blocked }) },
  ];
  return <Menu label={`More about ${chat.name}`} items={items} />;
}
