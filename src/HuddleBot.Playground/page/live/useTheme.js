import { useEffect, useState } from 'react';

const wish = window.matchMedia('(prefers-color-scheme: dark)');

export function useTheme() {
  const [dark, setDark] = useState(wish.matches);
  useEffect(() => {
    const follow = () => setDark(wish.matches);
    wish.addEventListener('change', follow);
    return () => wish.removeEventListener('change', follow);
  }, []);
  return dark ? 'dark' : 'light';
}
