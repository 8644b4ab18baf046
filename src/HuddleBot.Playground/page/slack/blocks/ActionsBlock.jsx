import { Interactive } from '../elements/Interactive.jsx';

export const ActionsBlock = ({ block, form }) => (
  <div className="block-actions">
    {block.elements.map((element, index) => (
      <Interactive key={element.action_id ?? index} block={block} element={element} form={form} />
    ))}
  </div>
);
