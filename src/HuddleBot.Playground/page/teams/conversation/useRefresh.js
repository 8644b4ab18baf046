import { useEffect } from 'react';
import { post } from '../../live/api.js';
import { useSurroundings } from '../../live/surroundings.js';

/**
 * Asks the bot for this person's own view of a card, when that is due and the card comes into sight ("Universal Actions for Adaptive Cards", refresh).
 * Not while somebody types in it: the new card would throw the words away. Whether it worked is nobody's business but the card's.
 */
export function useRefresh(whole, message) {
  const { me } = useSurroundings();

  useEffect(() => {
    if (!message.refreshDue) return undefined;
    const watch = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting) || whole.current.contains(document.activeElement)) return;
      watch.disconnect();
      post('/playground/teams/refresh', { user: me, conversation: message.conversation, id: message.id });
    });
    watch.observe(whole.current);
    return () => watch.disconnect();
  }, [whole, message, me]);
}
