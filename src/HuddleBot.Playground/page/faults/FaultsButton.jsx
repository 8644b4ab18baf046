import { useState } from 'react';
import { FaultsDialog } from './FaultsDialog.jsx';

export function FaultsButton() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)}>Faults…</button>
      {open && <FaultsDialog onClose={() => setOpen(false)} />}
    </>
  );
}
