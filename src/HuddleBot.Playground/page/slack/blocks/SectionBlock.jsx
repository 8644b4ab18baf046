import { Interactive } from '../elements/Interactive.jsx';
import { Picture } from './Picture.jsx';
import { Words } from './Words.jsx';

export const SectionBlock = ({ block, form }) => (
  <div className="block-section">
    <div className="block-section-text">
      <Words text={block.text} />
      {block.fields && (
        <div className="block-fields">
          {block.fields.map((field, index) => (
            <Words key={index} text={field} />
          ))}
        </div>
      )}
    </div>
    {block.accessory?.type === 'image' && <Picture image={block.accessory} size={88} />}
    {block.accessory && block.accessory.type !== 'image' && <Interactive block={block} element={block.accessory} form={form} />}
  </div>
);
