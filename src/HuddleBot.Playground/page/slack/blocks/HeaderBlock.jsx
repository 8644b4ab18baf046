import { Words } from './Words.jsx';

export const HeaderBlock = ({ block }) => (
  <div className="block-header" role="heading" aria-level={3}>
    <Words text={block.text} />
  </div>
);
