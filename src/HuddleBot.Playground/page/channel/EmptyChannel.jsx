import { SendSamples } from './SendSamples.jsx';

export const EmptyChannel = ({ channel }) => (
  <div className="empty">
    <h2>Waiting for a first comment</h2>
    <p>{channel.kind === 'im' ? 'Nothing has been said here yet.' : 'What customers say will arrive here by itself.'}</p>
    <SendSamples primary team={channel.id} />
  </div>
);
