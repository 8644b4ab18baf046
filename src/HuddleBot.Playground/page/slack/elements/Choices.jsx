import { idOf, useOptions } from './useOptions.js';

/** Several of many: what is chosen stands as removable words, a list adds more. */
export function Choices({ element, value, onChange, field }) {
  const options = useOptions(element).flatMap((group) => group.options);
  const chosen = value.map(idOf);
  const full = chosen.length >= (element.max_selected_items ?? Infinity);
  return (
    <div className="choices">
      {chosen.map((id) => {
        const label = options.find((option) => option.id === id)?.label ?? id;
        return (
          <span key={id} className="chosen">
            {label}
            <button type="button" aria-label={`Remove ${label}`} onClick={() => onChange(value.filter((one) => idOf(one) !== id))}>×</button>
          </span>
        );
      })}
      <select {...field} className="choice" value="" disabled={full} onChange={(event) => onChange([...value, options.find(({ id }) => id === event.target.value).value])}>
        <option value="">{full ? 'No more can be chosen' : (element.placeholder?.text ?? 'Choose options')}</option>
        {options.filter(({ id }) => !chosen.includes(id)).map(({ id, label }) => <option key={id} value={id}>{label}</option>)}
      </select>
    </div>
  );
}
