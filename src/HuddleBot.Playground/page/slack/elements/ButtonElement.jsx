import { useClick } from './useClick.jsx';
import { Words } from '../blocks/Words.jsx';

export function ButtonElement({ block, element, form }) {
  const [click, question] = useClick(block, element, form);
  const press = () => {
    if (element.url) window.open(element.url, '_blank', 'noopener,noreferrer');
    click();
  };
  return (
    <>
      <button type="button" className={`button ${element.style ?? ''}`} aria-label={element.accessibility_label} onClick={press}>
        <Words text={element.text} />
      </button>
      {question}
    </>
  );
}
