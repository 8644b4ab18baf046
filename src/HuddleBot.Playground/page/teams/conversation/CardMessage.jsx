import { useSurroundings } from '../../live/surroundings.js';
import { CardView } from '../card/CardView.jsx';

/** The card of a message. What is done in it goes to the bot, which may answer with another card for this person, a dialog, or a few words. */
export function CardMessage({ conversation, message }) {
  const { act } = useSurroundings();
  const send = ({ kind, ...action }) => act(`/playground/teams/${kind}`, { conversation: message.conversation, id: message.id, action });
  return <CardView card={message.card} people={conversation.people} label={`Card by ${message.authorName}`} onAction={send} />;
}
