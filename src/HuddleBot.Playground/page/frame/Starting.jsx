import { PlatformSwitch } from './PlatformSwitch.jsx';

const names = { slack: 'Slack', teams: 'Microsoft Teams' };

/** What stands there while nothing is known yet. `absent`: this Playground has no such platform. */
export function Starting({ platform, connected, absent, go }) {
  if (!absent) return <p className="starting" role="status">{connected ? 'Opening the Playground…' : 'The Playground does not answer. Is ./run still running?'}</p>;
  return (
    <div className="starting">
      <p role="status">This Playground runs without {names[platform]}.</p>
      <PlatformSwitch platform={platform} go={go} />
    </div>
  );
}
