import { Words } from './Words.jsx';
import { Picture } from './Picture.jsx';

export const ContextBlock = ({ block }) => (
  <div className="block-context">
    {block.elements.map((element, index) =>
      element.type === 'image' ? <Picture key={index} image={element} size={20} /> : <Words key={index} text={element} />,
    )}
  </div>
);
