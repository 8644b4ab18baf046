import { useEffect, useId, useRef, useState } from 'react';

/** A button with a menu: arrows move, Escape and a click elsewhere close. `items`: `[{ id, label, onChoose }]`. */
export function Menu({ label, items }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const whole = useRef(null);
  const button = useRef(null);

  useEffect(() => {
    if (!open) return undefined;
    whole.current.querySelector('[role=menuitem]')?.focus();
    const elsewhere = (event) => whole.current.contains(event.target) || setOpen(false);
    document.addEventListener('pointerdown', elsewhere);
    return () => document.removeEventListener('pointerdown', elsewhere);
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current.focus();
  };
  const keys = (event) => {
    const all = [...whole.current.querySelectorAll('[role=menuitem]')];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      all.at((all.indexOf(document.activeElement) + step) % all.length).focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.stopPropagation();
      if (event.key === 'Escape') event.preventDefault();
      close();
    }
  };

  return (
    <div className="menu" ref={whole}>
      <button ref={button} type="button" className="icon" aria-label={label} title={label} aria-haspopup="menu" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>⋮</button>
      {open && (
        <div id={id} role="menu" aria-label={label} className="menu-items" onKeyDown={keys}>
          {items.map((item) => (
            <button key={item.id} type="button" role="menuitem" tabIndex={-1} onClick={() => { close(); item.onChoose(); }}>{item.label}</button>
          ))}
        </div>
      )}
    </div>
  );
}
