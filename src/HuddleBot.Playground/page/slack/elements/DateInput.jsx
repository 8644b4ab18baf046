const types = { datepicker: 'date', timepicker: 'time', datetimepicker: 'datetime-local' };

const two = (number) => String(number).padStart(2, '0');
const shown = (seconds) => {
  const at = new Date(seconds * 1000);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
};

/** A day, a time, or both; Slack reports both as Unix seconds. */
export function DateInput({ element, value, onChange, field }) {
  const both = element.type === 'datetimepicker';
  const change = (event) => {
    const typed = event.target.value;
    if (typed === '') onChange(null);
    else onChange(both ? Math.floor(new Date(typed).getTime() / 1000) : typed);
  };
  return <input {...field} className="date" type={types[element.type]} value={both && value ? shown(value) : (value ?? '')} onChange={change} />;
}
