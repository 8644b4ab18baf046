import { Menu } from '../../frame/Menu.jsx';
import { useSurroundings } from '../../live/surroundings.js';

/** What one can do with a message: the actions that the bot offers, and to delete one's own. */
export function MessageMenu({ message }) {
  const { act, company, me } = useSurroundings();
  const at = { conversation: message.conversation, id: message.id };
  const items = company.messageActions.map(({ id, title }) => ({
    id,
    label: title,
    onChoose: () => act('/playground/teams/message-action', { ...at, commandId: id }),
  }));
  if (message.authorId === me) items.push({ id: 'delete', label: 'Delete', onChoose: () => act('/playground/teams/messages/delete', at) });
  if (items.length === 0) return null;
  return <div className="message-actions"><Menu label="More options" items={items} /></div>;
}
