import { useRef } from 'react';
import { Modal } from './Modal.jsx';

/** Only the topmost modal is seen; what was typed in those below is kept. */
export function ModalStack({ views }) {
  const drafts = useRef(new Map());
  const top = views?.at(-1);
  return top ? <Modal key={top.id} view={{ ...top.view, id: top.id }} errors={top.errors} drafts={drafts.current} /> : null;
}
