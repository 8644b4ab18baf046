import { useLayoutEffect, useRef, useState } from 'react';
import { draw } from './draw.js';
import { withPeopleIn } from './people.js';

/**
 * An Adaptive Card. It is drawn anew only when it has changed, so that what one types in it stays. `onAction` may return a promise: until it has ended,
 * the card takes no second click.
 */
export function CardView({ card, people, label, onAction }) {
  const place = useRef(null);
  const tell = useRef(null);
  const [busy, setBusy] = useState(false);
  const source = JSON.stringify(withPeopleIn(card, people));

  tell.current = async (action) => {
    if (busy) return;
    setBusy(true);
    try {
      await onAction(action);
    } finally {
      setBusy(false);
    }
  };

  useLayoutEffect(() => {
    const hadFocus = place.current.contains(document.activeElement);
    place.current.replaceChildren(draw(JSON.parse(source), (action) => tell.current(action)) ?? 'This card is empty.');
    if (hadFocus) place.current.focus({ preventScroll: true });
  }, [source]);

  return <div ref={place} className="card" role="group" aria-label={label} aria-busy={busy} tabIndex={-1} />;
}
