import { useCallback, useEffect, useState } from 'react';

const names = ['platform', 'user', 'channel', 'thread', 'home'];
const current = () => {
  const query = new URLSearchParams(window.location.search);
  return Object.fromEntries(names.map((name) => [name, query.get(name)]));
};

/** Which platform, who one is and what one looks at: kept in the address, so that it can be shared, and Back works. */
export function useAddress() {
  const [address, setAddress] = useState(current);

  useEffect(() => {
    const follow = () => setAddress(current());
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, []);

  const go = useCallback((changes, { replace = false } = {}) => {
    const next = { ...current(), ...changes };
    const query = new URLSearchParams(names.filter((name) => next[name]).map((name) => [name, next[name]]));
    window.history[replace ? 'replaceState' : 'pushState'](null, '', `?${query}`);
    setAddress(next);
  }, []);

  return [address, go];
}
