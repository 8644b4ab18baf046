import { memo } from 'react';
import { ActionsBlock } from './ActionsBlock.jsx';
import { ContextBlock } from './ContextBlock.jsx';
import { Drawn } from './Drawn.jsx';
import { HeaderBlock } from './HeaderBlock.jsx';
import { ImageBlock } from './ImageBlock.jsx';
import { SectionBlock } from './SectionBlock.jsx';
import { InputBlock } from '../forms/InputBlock.jsx';

// The renderer draws these with buttons that tell nobody of a click, parses their text as Markdown, or loads from anywhere; all others are its own.
const ours = { actions: ActionsBlock, context: ContextBlock, header: HeaderBlock, image: ImageBlock, section: SectionBlock, input: InputBlock };

/** A list of blocks as Slack draws it. `form` (see forms/useForm.js) is there in a modal and in App Home. */
export const Blocks = memo(function Blocks({ blocks, form }) {
  return (
    <div className="blocks">
      {blocks.map((block, index) => {
        const Own = ours[block.type];
        const key = block.block_id ?? index;
        return Own ? <Own key={key} block={block} form={form} /> : <Drawn key={key} blocks={[block]} />;
      })}
    </div>
  );
});
