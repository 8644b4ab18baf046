import { useSurroundings } from '../../live/surroundings.js';

const ofOption = (option) => ({ id: option.value, label: option.text.text, description: option.description?.text, value: option });
const ofPlace = ({ id, name, kind }) => ({ id, label: kind === 'im' ? name : `#${name}`, value: id });

/** What can be chosen in an element, in groups: `[{ label?, options: [{ id, label, description?, value }] }]`; `value` is what Slack reports. */
export function useOptions(element) {
  const { workspace } = useSurroundings();
  if (element.option_groups) return element.option_groups.map((group) => ({ label: group.label.text, options: group.options.map(ofOption) }));
  if (element.options) return [{ options: element.options.map(ofOption) }];
  if (element.type.endsWith('users_select')) return [{ options: workspace.users.map(({ id, name, realName }) => ({ id, label: realName || name, value: id })) }];
  return [{ options: workspace.channels.filter(({ kind }) => kind === 'channel' || !element.type.endsWith('channels_select')).map(ofPlace) }];
}

export const idOf = (value) => (typeof value === 'object' && value !== null ? value.value : value);
