import { useEffect } from 'react';
import { post } from '../../live/api.js';
import { useSurroundings } from '../../live/surroundings.js';

/**
 * Asks the bot for this person's own view of a card, when that is due and the card comes into sight ("Universal Actions for Adaptive Cards", refresh).
 * Not while somebody is busy in it: the new card would throw their words away. Whether it worked is nobody's business but the card's.
 */
export function useRefresh(whole, message) {
  const { me } = useSurroundings();

  useEffect(() => {
    if (!message.refreshDue) return undefined;
    const place = whole.current;
    let seen = false;
    const ask = (focused) => {
      if (!seen || (place.contains(focused) && !focused.classList.contains('card'))) return;
      stop();
      post('/playground/teams/refresh', { user: me, conversation: message.conversation, id: message.id });
    };
    const left = (event) => ask(event.relatedTarget);
    const watch = new IntersectionObserver((entries) => {
      seen = entries.at(-1).isIntersecting;
      ask(document.activeElement);
    });
    const stop = () => {
      watch.disconnect();
      place.removeEventListener('focusout', left);
    };
    watch.observe(place);
    place.addEventListener('focusout', left);
    return stop;
  }, [whole, message, me]);
}
