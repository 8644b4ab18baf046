import { SendSamples } from '../../frame/SendSamples.jsx';

export const EmptyConversation = ({ conversation }) => (
  <div className="empty">
    <h2>{conversation.kind === 'chat' ? `Say hello to ${conversation.name}` : 'Waiting for a first comment'}</h2>
    <p>{conversation.kind === 'chat' ? 'What the bot tells you alone arrives here. Try “help”.' : 'What customers say will arrive here by itself.'}</p>
    {conversation.kind === 'channel' && <SendSamples primary path="/playground/teams/feedback" to={{ channel: conversation.id }} />}
  </div>
);
