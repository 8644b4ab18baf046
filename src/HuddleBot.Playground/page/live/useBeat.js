import { useEffect, useState } from 'react';

/** Counts on every few seconds while the page is in sight: for what nobody announces, such as a bot that has stopped. */
export function useBeat(milliseconds) {
  const [beat, setBeat] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => document.hidden || setBeat((count) => count + 1), milliseconds);
    return () => clearInterval(timer);
  }, [milliseconds]);
  return beat;
}
