import { useClick } from './useClick.jsx';
import { Menu } from '../../frame/Menu.jsx';

export function OverflowElement({ block, element, form }) {
  const [click, question] = useClick(block, element, form);
  const items = element.options.map((option) => ({ id: option.value, label: option.text.text, onChoose: () => click({ value: option.value }) }));
  return (
    <>
      <Menu label="More options" items={items} />
      {question}
    </>
  );
}
