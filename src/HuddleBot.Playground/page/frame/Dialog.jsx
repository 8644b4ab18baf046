import { useEffect, useId, useRef } from 'react';
import { createPortal } from 'react-dom';

/** A modal dialog: the browser's own, which keeps the focus inside and closes on Escape. The focus goes back to where it was. */
export function Dialog({ title, onClose, className, children }) {
  const dialog = useRef(null);
  const heading = useId();

  useEffect(() => {
    const before = document.activeElement;
    dialog.current.showModal();
    const first = dialog.current.querySelector('[data-first]') ?? dialog.current.querySelector('.modal-body :is(input, select, textarea)');
    first?.focus();
    return () => before?.isConnected && before.focus();
  }, []);

  const escape = (event) => {
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };

  return createPortal(
    <dialog ref={dialog} className={`dialog ${className ?? ''}`} aria-labelledby={heading} aria-modal="true" onCancel={escape}>
      <header className="dialog-head">
        <h2 id={heading}>{title}</h2>
        <button type="button" className="icon" aria-label="Close" onClick={onClose}>×</button>
      </header>
      {children}
    </dialog>,
    document.body,
  );
}
