import { useSurroundings } from '../live/surroundings.js';

/** Who one is in this Slack. Open a second window as somebody else to watch two people at once. */
export function You({ me, onChange }) {
  const { workspace } = useSurroundings();
  return (
    <label className="you">
      <span>You are</span>
      <select value={me} onChange={(event) => onChange(event.target.value)}>
        {workspace.users.map(({ id, name, realName }) => <option key={id} value={id}>{realName || name}</option>)}
      </select>
    </label>
  );
}
