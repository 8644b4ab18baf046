const isPicker = (node) => node.type === 'Input.ChoiceSet' && String(node['choices.data']?.dataset ?? '').startsWith('graph.microsoft.com/users');

const withPeople = ({ 'choices.data': query, ...input }, people) => {
  const fixed = input.choices ?? [];
  const others = people.filter(({ id }) => !fixed.some(({ value }) => value === id));
  return { ...input, style: input.isMultiSelect ? 'expanded' : 'compact', choices: [...fixed, ...others.map(({ id, name }) => ({ title: name, value: id }))] };
};

/**
 * The card with its people pickers ("People Picker in Adaptive Cards") as lists of everyone in this conversation: the browser's own list works by
 * keyboard, by voice and on a phone. `people`: `[{ id, name }]`, the id being the Entra object id, which is what Microsoft Teams submits.
 */
export function withPeopleIn(node, people) {
  if (Array.isArray(node)) return node.map((one) => withPeopleIn(one, people));
  if (node === null || typeof node !== 'object') return node;
  const drawn = isPicker(node) ? withPeople(node, people) : node;
  return Object.fromEntries(Object.entries(drawn).map(([name, value]) => [name, withPeopleIn(value, people)]));
}
