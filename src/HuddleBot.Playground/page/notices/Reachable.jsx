/** Says so when there is nobody to talk to. */
export function Reachable({ connected, botUrl, botReachable }) {
  if (!connected) return <p className="notice" role="alert">The Playground does not answer. Is ./run still running? This page goes on by itself when it is back.</p>;
  if (botReachable) return null;
  return (
    <p className="notice" role="alert">
      The bot is not reachable at {botUrl}. What you click will not arrive. This line goes away by itself when the bot is back.
    </p>
  );
}
