/** Says so when there is nobody to talk to. */
/** `socketMode`: the bot comes to this platform, instead of being called. */
export function Reachable({ connected, botUrl, botReachable, socketMode }) {
  if (!connected) return <p className="notice" role="alert">The Playground does not answer. Is ./run still running? This page goes on by itself when it is back.</p>;
  if (botReachable) return null;
  return (
    <p className="notice" role="alert">
      {socketMode ? 'The bot has no connection to this Slack (Socket Mode).' : `The bot is not reachable at ${botUrl}.`} What you click will not arrive. This line goes away by itself when the bot is back.
    </p>
  );
}
