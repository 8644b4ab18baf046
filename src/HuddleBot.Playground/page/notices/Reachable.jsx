import { useSurroundings } from '../live/surroundings.js';

/** Says so when there is nobody to talk to. */
export function Reachable({ connected }) {
  const { workspace } = useSurroundings();
  if (!connected) return <p className="notice" role="alert">The Playground does not answer. Is ./run still running? This page goes on by itself when it is back.</p>;
  if (workspace.botReachable) return null;
  return (
    <p className="notice" role="alert">
      The bot is not reachable at {workspace.botUrl}. What you click will not arrive. This line goes away by itself when the bot is back.
    </p>
  );
}
