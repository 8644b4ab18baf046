import { Dialog } from '../../frame/Dialog.jsx';
import { useSurroundings } from '../../live/surroundings.js';
import { CardView } from '../card/CardView.jsx';

const named = ['small', 'medium', 'large'];

/** A dialog that the bot has opened (a "task module"): a card whose buttons submit it, or a few words. */
export function TaskDialog({ dialog, people }) {
  const { act, say } = useSurroundings();
  const { id, title, width, card, url, message, problem } = dialog;
  const close = () => act('/playground/teams/dialogs/close', { id });
  const send = async ({ kind, data }) => {
    if (kind === 'submit') return act('/playground/teams/dialogs/submit', { id, data });
    return say('In a dialog, Microsoft Teams does nothing with Action.Execute.', 'wrong');
  };
  return (
    <Dialog title={title || 'HuddleBot'} onClose={close} className={`task ${named.includes(width) ? width : 'medium'}`}>
      <div className="modal-body">
        {problem && <p className="failure" role="alert">{problem}</p>}
        {message && <p>{message}</p>}
        {url && <p className="not-drawn">The Playground does not show web pages in dialogs ({url}).</p>}
        {card && <CardView card={card} people={people} label={title || 'Dialog'} onAction={send} />}
      </div>
      {!card && (
        <div className="modal-foot">
          <button type="button" className="button primary" data-first onClick={close}>Close</button>
        </div>
      )}
    </Dialog>
  );
}
