const types = { email_text_input: 'email', url_text_input: 'url' };

/** Words. Slack does not cut what is too long: it counts, and says so when it is sent. */
export function TextInput({ element, value, onChange, onEnter, field }) {
  const Box = element.multiline ? 'textarea' : 'input';
  const length = (value ?? '').length;
  const over = element.max_length && length > element.max_length;
  const keys = (event) => {
    if (event.key === 'Enter' && onEnter && !element.multiline) onEnter();
  };
  return (
    <div className="text-input">
      <Box
        {...field}
        {...(element.multiline ? { rows: 4 } : { type: types[element.type] ?? 'text' })}
        inputMode={element.type === 'number_input' ? 'decimal' : undefined}
        placeholder={element.placeholder?.text}
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
        onKeyDown={keys}
      />
      {element.max_length && <span className={`counter${over ? ' over' : ''}`} aria-hidden="true">{length}/{element.max_length}</span>}
    </div>
  );
}
