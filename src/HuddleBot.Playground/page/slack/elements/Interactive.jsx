import { useState } from 'react';
import { ButtonElement } from './ButtonElement.jsx';
import { OverflowElement } from './OverflowElement.jsx';
import { fields } from './fields.js';
import { initialStateOf, read, stateOf } from './kinds.js';
import { useClick } from './useClick.jsx';

/** An element in an actions block or beside a section: the bot is told at once. */
export function Interactive({ block, element, form }) {
  if (element.type === 'button') return <ButtonElement block={block} element={element} form={form} />;
  if (element.type === 'overflow') return <OverflowElement block={block} element={element} form={form} />;
  if (element.type in fields) return <Chooser block={block} element={element} form={form} />;
  return <span className="not-drawn">The Playground does not draw “{element.type}”.</span>;
}

function Chooser({ block, element, form }) {
  const [click, question] = useClick(block, element, form);
  const [own, setOwn] = useState(() => initialStateOf(element));
  const Field = fields[element.type];
  const value = read(element, form ? form.state(block, element) : own);
  const change = (next) => {
    const state = stateOf(element, next);
    if (form) form.set(block, element, state);
    else setOwn(state);
    click({ selected: state });
  };
  return (
    <>
      <Field element={element} value={value} onChange={change} field={{ 'aria-label': element.placeholder?.text ?? block.text?.text ?? 'Choose' }} />
      {question}
    </>
  );
}
