import { useEffect, useRef, useState } from 'react';

/**
 * Counts what the server announces on a path, by kind; a changed count means "read it again". `kinds` is the same array every time.
 * Announcements come in bursts (50 comments at once), so they are gathered for a moment; after a broken line everything is read again.
 */
export function usePulse(path, kinds) {
  const [pulse, setPulse] = useState(() => Object.fromEntries(kinds.map((kind) => [kind, 0])));
  const [connected, setConnected] = useState(true);
  const waiting = useRef({ kinds: new Set(), timer: 0 });

  useEffect(() => {
    if (!path) return undefined;
    const source = new EventSource(path);
    const announce = (...heard) => {
      const { current } = waiting;
      heard.forEach((kind) => current.kinds.add(kind));
      current.timer ||= setTimeout(() => {
        const gathered = [...current.kinds];
        current.kinds.clear();
        current.timer = 0;
        setPulse((before) => ({ ...before, ...Object.fromEntries(gathered.map((kind) => [kind, before[kind] + 1])) }));
      }, 40);
    };
    source.onmessage = (event) => {
      const { kind } = JSON.parse(event.data);
      if (kinds.includes(kind)) announce(kind);
    };
    source.onopen = () => {
      setConnected(true);
      announce(...kinds);
    };
    source.onerror = () => setConnected(false);
    const { current } = waiting;
    return () => {
      source.close();
      clearTimeout(current.timer);
      current.timer = 0;
    };
  }, [path, kinds]);

  return { pulse, connected };
}
