import { useId } from 'react';
import { fields } from '../elements/fields.js';
import { read, stateOf } from '../elements/kinds.js';
import { useClick } from '../elements/useClick.jsx';

const grouped = ['radio_buttons', 'checkboxes'];

export function InputBlock({ block, form }) {
  const id = useId();
  const { element } = block;
  const [click, question] = useClick(block, element, form);
  const Field = fields[element.type];
  if (!Field || !form) return <p className="not-drawn">The Playground does not draw “{element.type}” here.</p>;

  const problem = form.problems[block.block_id];
  const Label = grouped.includes(element.type) ? 'span' : 'label';
  const choosing = 'options' in element || !element.type.endsWith('_input');
  const change = (value) => {
    const state = stateOf(element, value);
    form.set(block, element, state);
    if (block.dispatch_action && choosing) click({ selected: state });
  };
  const described = [problem && `${id}-problem`, block.hint && `${id}-hint`].filter(Boolean).join(' ');

  return (
    <div className={`input-block${problem ? ' wrong' : ''}`}>
      <Label id={`${id}-label`} {...(Label === 'label' ? { htmlFor: id } : {})} className="input-label">
        {block.label.text}
        {block.optional && <span className="optional"> (optional)</span>}
      </Label>
      <Field
        element={element}
        value={read(element, form.state(block, element))}
        onChange={change}
        onEnter={block.dispatch_action ? () => click({ selected: form.state(block, element) }) : undefined}
        field={{
          id,
          'aria-labelledby': `${id}-label`,
          'aria-describedby': described || undefined,
          'aria-invalid': problem ? true : undefined,
          'aria-required': block.optional ? undefined : true,
          'data-first': element.focus_on_load || undefined,
        }}
      />
      {problem && <p id={`${id}-problem`} className="problem">{problem}</p>}
      {block.hint && <p id={`${id}-hint`} className="hint">{block.hint.text}</p>}
      {question}
    </div>
  );
}
