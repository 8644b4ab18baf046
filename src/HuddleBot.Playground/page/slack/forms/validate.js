import { isEmpty, read } from '../elements/kinds.js';

/** Slack's own check before it asks the app: what stands under the field, or null. */
export function problemOf(block, state) {
  const { element } = block;
  if (isEmpty(element, state)) return block.optional ? null : 'Please complete this required field.';
  const value = read(element, state);
  if (element.min_length && value.length < element.min_length) return `Please enter at least ${element.min_length} characters.`;
  if (element.max_length && value.length > element.max_length) return `Please shorten this to ${element.max_length} characters: it has ${value.length}.`;
  if (element.type === 'email_text_input' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return 'Please enter a valid email address.';
  if (element.type === 'url_text_input' && !URL.canParse(value)) return 'Please enter a valid URL.';
  if (element.type === 'number_input') return problemOfNumber(element, value);
  return null;
}

function problemOfNumber({ is_decimal_allowed: decimals, min_value: least, max_value: most }, value) {
  if (!/^-?\d+(\.\d+)?$/.test(value)) return 'Please enter a number.';
  if (!decimals && value.includes('.')) return 'Please enter a whole number.';
  if (least !== undefined && Number(value) < Number(least)) return `Please enter a number of at least ${least}.`;
  if (most !== undefined && Number(value) > Number(most)) return `Please enter a number of at most ${most}.`;
  return null;
}

export const problemsOf = (blocks, stateOf) =>
  Object.fromEntries(
    blocks
      .filter((block) => block.type === 'input')
      .map((block) => [block.block_id, problemOf(block, stateOf(block, block.element))])
      .filter(([, problem]) => problem),
  );
