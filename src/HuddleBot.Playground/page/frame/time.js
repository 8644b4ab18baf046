const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium' });

export const clockOf = (date) => clock.format(date);
export const fullTimeOf = (date) => full.format(date);

export function dayOf(date) {
  const that = date.toDateString();
  const today = new Date();
  if (that === today.toDateString()) return 'Today';
  today.setDate(today.getDate() - 1);
  return that === today.toDateString() ? 'Yesterday' : day.format(date);
}
