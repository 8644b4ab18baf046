import { createContext, useContext } from 'react';

/**
 * What every component may need: `me`, `workspace` (the state as read), `people` (id to name), `theme`, `say(text)` for a toast,
 * and `act(path, body)` which posts in my name and tells me when it was refused.
 */
export const Surroundings = createContext(null);

export const useSurroundings = () => useContext(Surroundings);

/** Where the blocks being drawn stand, which a click reports: `{ channel, ts }` or `{ viewId }`. */
export const Place = createContext({});
