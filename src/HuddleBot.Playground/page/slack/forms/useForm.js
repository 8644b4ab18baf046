import { useState } from 'react';
import { initialStateOf, kinds } from '../elements/kinds.js';

const elementsOf = (block) => {
  const elements = block.type === 'input' ? [block.element] : block.type === 'actions' ? block.elements : block.accessory ? [block.accessory] : [];
  return elements.filter(({ type }) => type in kinds);
};

/**
 * What a person has typed and chosen in a view. An update of the view keeps it for a block and action of the same ids, as Slack does;
 * `drafts` keeps it while another modal lies on top.
 */
export function useForm(view, drafts) {
  const [typed, setTyped] = useState(() => drafts.get(view.id) ?? {});
  const [problems, setProblems] = useState({});

  const state = (block, element) => typed[block.block_id]?.[element.action_id] ?? initialStateOf(element);
  const set = (block, element, value) => {
    setTyped((before) => {
      const next = { ...before, [block.block_id]: { ...before[block.block_id], [element.action_id]: value } };
      drafts.set(view.id, next);
      return next;
    });
    setProblems(({ [block.block_id]: gone, ...others }) => others);
  };
  const values = () =>
    Object.fromEntries(
      view.blocks
        .map((block) => [block, elementsOf(block)])
        .filter(([, elements]) => elements.length > 0)
        .map(([block, elements]) => [block.block_id, Object.fromEntries(elements.map((element) => [element.action_id, state(block, element)]))]),
    );

  return { state, set, values, problems, setProblems };
}
