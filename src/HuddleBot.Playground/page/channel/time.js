// A message's `ts` is Unix seconds with a serial after the point: a string, as in Slack, because a number would lose digits.
const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium' });

const at = (ts) => new Date(Number(ts.split('.')[0]) * 1000);

export const clockOf = (ts) => clock.format(at(ts));
export const fullTimeOf = (ts) => full.format(at(ts));
export const isoOf = (ts) => at(ts).toISOString();

export function dayOf(ts) {
  const that = at(ts).toDateString();
  const today = new Date();
  if (that === today.toDateString()) return 'Today';
  today.setDate(today.getDate() - 1);
  return that === today.toDateString() ? 'Yesterday' : day.format(at(ts));
}
