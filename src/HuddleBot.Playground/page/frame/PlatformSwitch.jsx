const platforms = [['slack', 'Slack'], ['teams', 'Microsoft Teams']];
const nowhere = { user: null, channel: null, thread: null, home: null };

/** From one platform to the other. It is in the address, so a reload and a second window stay where they are. */
export const PlatformSwitch = ({ platform, go }) => (
  <ul className="platforms" aria-label="Platform">
    {platforms.map(([id, name]) => (
      <li key={id}>
        <a href={`?platform=${id}`} aria-current={id === platform ? 'page' : undefined} onClick={(event) => follow(event, () => go({ ...nowhere, platform: id }))}>{name}</a>
      </li>
    ))}
  </ul>
);

/** A plain click stays in this window; one with Ctrl or the middle button does what the browser does with links. */
function follow(event, go) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go();
}
