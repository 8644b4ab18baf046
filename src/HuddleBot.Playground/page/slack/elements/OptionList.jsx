import { useId } from 'react';
import { Words } from '../blocks/Words.jsx';
import { idOf, useOptions } from './useOptions.js';

/** Radio buttons and checkboxes: every option in sight. */
export function OptionList({ element, value, onChange, field }) {
  const name = useId();
  const several = element.type === 'checkboxes';
  const { options } = useOptions(element)[0];
  const chosen = several ? value.map(idOf) : [idOf(value)];
  const toggle = (option) => {
    if (!several) return onChange(option.value);
    return onChange(chosen.includes(option.id) ? value.filter((one) => idOf(one) !== option.id) : [...value, option.value]);
  };
  const { id, ...group } = field;
  return (
    <div id={id} role={several ? 'group' : 'radiogroup'} className="option-list" {...group}>
      {options.map((option) => (
        <label key={option.id} className="option">
          <input type={several ? 'checkbox' : 'radio'} name={name} checked={chosen.includes(option.id)} onChange={() => toggle(option)} />
          <span>
            <Words text={option.value.text} />
            {option.value.description && <span className="option-description"><Words text={option.value.description} /></span>}
          </span>
        </label>
      ))}
    </div>
  );
}
