import { Message } from 'slack-blocks-to-jsx';
import { useSurroundings } from '../../live/surroundings.js';

// An unknown emoji keeps its colons, as in Slack; the renderer's own parser answers with the bare name.
const hooks = {
  emoji: (data, parse) => {
    const drawn = parse(data);
    return drawn === data.name ? `:${data.name}:` : drawn;
  },
};

/** Blocks that only show something, drawn by the renderer. */
export function Drawn({ blocks }) {
  const { theme, workspace, people } = useSurroundings();
  const users = [...people].map(([id, name]) => ({ id, name }));
  return <Message withoutWrapper blocks={blocks} theme={theme} hooks={hooks} data={{ users, channels: workspace.channels }} />;
}
