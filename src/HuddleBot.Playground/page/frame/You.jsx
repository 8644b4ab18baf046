/** Who one is. Open a second window as somebody else to watch two people at once. */
export const You = ({ me, users, onChange }) => (
  <label className="you">
    <span>You are</span>
    <select value={me ?? ''} onChange={(event) => onChange(event.target.value)}>
      {users.map(({ id, name, realName }) => <option key={id} value={id}>{realName || name}</option>)}
    </select>
  </label>
);
