import { useState } from 'react';
import { Dialog } from '../../frame/Dialog.jsx';

/** Asks for a name. */
export function NameDialog({ title, name, onName, onClose }) {
  const [text, setText] = useState(name);
  const save = async (event) => {
    event.preventDefault();
    const answer = await onName(text.trim());
    if (answer.ok) onClose();
  };
  return (
    <Dialog title={title} onClose={onClose} className="confirm">
      <form onSubmit={save}>
        <div className="modal-body">
          <label className="text-input">
            <span className="input-label">Name</span>
            <input required maxLength={50} value={text} onChange={(event) => setText(event.target.value)} />
          </label>
        </div>
        <div className="modal-foot">
          <button type="button" className="button" onClick={onClose}>Cancel</button>
          <button type="submit" className="button primary">Save</button>
        </div>
      </form>
    </Dialog>
  );
}
