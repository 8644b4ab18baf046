import { useEffect, useState } from 'react';
import { read } from './api.js';

/**
 * What a path says, read again whenever `pulse` changes. What belongs to another path is never shown;
 * what is on the screen stays when a reading fails, but null stands for what the server refuses.
 */
export function useRead(path, pulse) {
  const [held, setHeld] = useState({ path: null, value: undefined });

  useEffect(() => {
    if (!path) return undefined;
    const stop = new AbortController();
    read(path, stop.signal).then(
      (value) => setHeld((before) => (before.path === path && same(before.value, value) ? before : { path, value })),
      (reason) => [400, 404].includes(reason.status) && setHeld({ path, value: null }),
    );
    return () => stop.abort();
  }, [path, pulse]);

  return held.path === path ? held.value : undefined;
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
