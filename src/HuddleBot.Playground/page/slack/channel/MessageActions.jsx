import { Menu } from '../../frame/Menu.jsx';
import { useSurroundings } from '../../live/surroundings.js';

/** What one can do with a message: reply in its thread, and the shortcuts that the bot offers. */
export function MessageActions({ channel, ts, onThread }) {
  const { act, workspace } = useSurroundings();
  const items = workspace.messageShortcuts.map(({ callbackId, name }) => ({
    id: callbackId,
    label: name,
    onChoose: () => act('/playground/shortcut', { channel, ts, callbackId }),
  }));
  return (
    <div className="message-actions">
      {onThread && <button type="button" className="icon" aria-label="Reply in thread" title="Reply in thread" onClick={onThread}>↩</button>}
      {items.length > 0 && <Menu label="More actions" items={items} />}
    </div>
  );
}
