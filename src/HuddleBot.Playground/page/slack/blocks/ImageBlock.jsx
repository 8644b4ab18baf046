import { Picture } from './Picture.jsx';
import { Words } from './Words.jsx';

/** A picture as wide as Slack shows it, under its title. */
export const ImageBlock = ({ block }) => (
  <figure className="block-image">
    {block.title && <figcaption><Words text={block.title} /></figcaption>}
    <Picture image={block} />
  </figure>
);
