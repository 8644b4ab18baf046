import { useEffect } from 'react';
import { useSurroundings } from '../../live/surroundings.js';

/**
 * Asks the bot for this person's own view of a card, when that is due and the card comes into sight ("Universal Actions for Adaptive Cards", refresh).
 * Not while somebody types in it: the new card would throw the words away.
 */
export function useRefresh(whole, { conversation, id, refreshDue }) {
  const { act } = useSurroundings();

  useEffect(() => {
    if (!refreshDue) return undefined;
    const watch = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting) || whole.current.contains(document.activeElement)) return;
      watch.disconnect();
      act('/playground/teams/refresh', { conversation, id });
    });
    watch.observe(whole.current);
    return () => watch.disconnect();
  }, [whole, conversation, id, refreshDue, act]);
}
