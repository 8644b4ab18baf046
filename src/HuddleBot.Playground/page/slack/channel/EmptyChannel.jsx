import { SendSamples } from '../../frame/SendSamples.jsx';

export const EmptyChannel = ({ channel }) => (
  <div className="empty">
    <h2>Waiting for a first comment</h2>
    <p>{channel.kind === 'im' ? 'Nothing has been said here yet.' : 'What customers say will arrive here by itself.'}</p>
    <SendSamples primary path="/playground/feedback" to={{ team: channel.id }} />
  </div>
);
