import { idOf, useOptions } from './useOptions.js';

/** One of several: the browser's own list, which works by keyboard, by voice and on a phone. */
export function Choice({ element, value, onChange, field }) {
  const groups = useOptions(element);
  const all = groups.flatMap(({ options }) => options);
  const drawn = (options) => options.map(({ id, label }) => <option key={id} value={id}>{label}</option>);
  return (
    <select {...field} className="choice" value={idOf(value) ?? ''} onChange={(event) => onChange(all.find(({ id }) => id === event.target.value)?.value ?? null)}>
      <option value="">{element.placeholder?.text ?? 'Choose an option'}</option>
      {groups.map((group, index) => (group.label ? <optgroup key={index} label={group.label}>{drawn(group.options)}</optgroup> : drawn(group.options)))}
    </select>
  );
}
