import { Words } from '../blocks/Words.jsx';

export const Reactions = ({ reactions }) => (
  <ul className="reactions" aria-label="Reactions">
    {reactions.map(({ name, users }) => (
      <li key={name}><Words text={{ type: 'plain_text', text: `:${name}:` }} />{users.length}</li>
    ))}
  </ul>
);
