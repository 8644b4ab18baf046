import { useCallback, useEffect, useRef, useState } from 'react';

const shownFor = { told: 4000, wrong: 9000 };

/** Short words at the edge of the page: `say(text)` tells, `say(text, 'wrong')` warns. Returns `say` and the layer to draw. */
export function useToasts() {
  const [toasts, setToasts] = useState([]);
  const next = useRef(0);
  const drop = useCallback((id) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const say = useCallback((text, tone = 'told') => {
    const id = (next.current += 1);
    setToasts((all) => [...all.slice(-3), { id, text, tone }]);
    setTimeout(() => drop(id), shownFor[tone]);
  }, [drop]);
  return [say, <Toasts key="toasts" toasts={toasts} onDrop={drop} />];
}

function Toasts({ toasts, onDrop }) {
  const layer = useRef(null);

  // A popover shown last lies above an open modal dialog, too.
  useEffect(() => {
    layer.current.hidePopover();
    if (toasts.length > 0) layer.current.showPopover();
  }, [toasts]);

  return (
    <div ref={layer} popover="manual" className="toasts" role="status" aria-live="polite">
      {toasts.map(({ id, text, tone }) => (
        <div key={id} className={`toast ${tone}`}>
          <span>{text}</span>
          <button type="button" className="icon" aria-label="Dismiss" onClick={() => onDrop(id)}>×</button>
        </div>
      ))}
    </div>
  );
}
