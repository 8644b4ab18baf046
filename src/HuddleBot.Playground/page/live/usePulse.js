import { useEffect, useRef, useState } from 'react';

const quiet = { message: 0, view: 0, home: 0, state: 0 };

/**
 * Counts what the server announces to this person, by kind; a changed count means "read it again".
 * Announcements come in bursts (50 comments at once), so they are gathered for a moment; after a broken line everything is read again.
 */
export function usePulse(user) {
  const [pulse, setPulse] = useState(quiet);
  const [connected, setConnected] = useState(true);
  const waiting = useRef({ kinds: new Set(), timer: 0 });

  useEffect(() => {
    if (!user) return undefined;
    const source = new EventSource(`/playground/events?user=${encodeURIComponent(user)}`);
    const announce = (...kinds) => {
      const { current } = waiting;
      kinds.forEach((kind) => current.kinds.add(kind));
      current.timer ||= setTimeout(() => {
        const heard = [...current.kinds];
        current.kinds.clear();
        current.timer = 0;
        setPulse((before) => ({ ...before, ...Object.fromEntries(heard.map((kind) => [kind, before[kind] + 1])) }));
      }, 40);
    };
    const heard = (event) => {
      const { kind } = JSON.parse(event.data);
      if (kind in quiet) announce(kind);
    };
    source.onmessage = heard;
    Object.keys(quiet).forEach((kind) => source.addEventListener(kind, heard));
    source.onopen = () => {
      setConnected(true);
      announce(...Object.keys(quiet));
    };
    source.onerror = () => setConnected(false);
    const { current } = waiting;
    return () => {
      source.close();
      clearTimeout(current.timer);
      current.timer = 0;
    };
  }, [user]);

  return { pulse, connected };
}
