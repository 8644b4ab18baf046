import { useState } from 'react';
import { FaultsDialog } from './FaultsDialog.jsx';

/** `of`: the platform's name, the control API's path for faults, and the calls that can fail. */
export function FaultsButton({ of }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)}>Faults…</button>
      {open && <FaultsDialog of={of} onClose={() => setOpen(false)} />}
    </>
  );
}
