import { Dialog } from '../../frame/Dialog.jsx';
import { Words } from '../blocks/Words.jsx';

/** The question that an element asks before it tells the bot. */
export const Confirm = ({ question, onYes, onNo }) => (
  <Dialog title={question.title.text} onClose={onNo} className="confirm">
    <div className="modal-body"><Words text={question.text} /></div>
    <div className="modal-foot">
      <button type="button" className="button" onClick={onNo}>{question.deny.text}</button>
      <button type="button" className={`button ${question.style ?? 'primary'}`} data-first onClick={onYes}>{question.confirm.text}</button>
    </div>
  </Dialog>
);
