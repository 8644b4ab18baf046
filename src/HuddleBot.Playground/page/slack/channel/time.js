import * as time from '../../frame/time.js';

// A message's `ts` is Unix seconds with a serial after the point: a string, as in Slack, because a number would lose digits.
const at = (ts) => new Date(Number(ts.split('.')[0]) * 1000);

export const clockOf = (ts) => time.clockOf(at(ts));
export const fullTimeOf = (ts) => time.fullTimeOf(at(ts));
export const isoOf = (ts) => at(ts).toISOString();
export const dayOf = (ts) => time.dayOf(at(ts));
