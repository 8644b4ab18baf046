import { PlatformSwitch } from '../../frame/PlatformSwitch.jsx';

/** What stands there while nothing is known yet. `absent`: this Playground has no Microsoft Teams. */
export function Starting({ connected, absent, go }) {
  if (absent) {
    return (
      <div className="starting">
        <p role="status">This Playground runs without a Microsoft Teams.</p>
        <PlatformSwitch platform="teams" go={go} />
      </div>
    );
  }
  return <p className="starting" role="status">{connected ? 'Opening the Playground…' : 'The Playground does not answer. Is ./run still running?'}</p>;
}
