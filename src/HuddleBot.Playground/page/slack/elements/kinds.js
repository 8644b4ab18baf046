// What Slack's `view.state.values` says of each element: under which name the value stands, and which property of the element sets it at first.
const text = { key: 'value', initial: 'initial_value' };

export const kinds = {
  plain_text_input: text,
  email_text_input: text,
  url_text_input: text,
  number_input: text,
  datepicker: { key: 'selected_date', initial: 'initial_date' },
  timepicker: { key: 'selected_time', initial: 'initial_time' },
  datetimepicker: { key: 'selected_date_time', initial: 'initial_date_time' },
  static_select: { key: 'selected_option', initial: 'initial_option' },
  radio_buttons: { key: 'selected_option', initial: 'initial_option' },
  users_select: { key: 'selected_user', initial: 'initial_user' },
  channels_select: { key: 'selected_channel', initial: 'initial_channel' },
  conversations_select: { key: 'selected_conversation', initial: 'initial_conversation' },
  checkboxes: { key: 'selected_options', initial: 'initial_options', many: true },
  multi_static_select: { key: 'selected_options', initial: 'initial_options', many: true },
  multi_users_select: { key: 'selected_users', initial: 'initial_users', many: true },
  multi_channels_select: { key: 'selected_channels', initial: 'initial_channels', many: true },
  multi_conversations_select: { key: 'selected_conversations', initial: 'initial_conversations', many: true },
};

export const read = (element, state) => state?.[kinds[element.type].key] ?? (kinds[element.type].many ? [] : null);

export const stateOf = (element, value) => ({ type: element.type, [kinds[element.type].key]: value });

export const initialStateOf = (element) => {
  const { initial, many } = kinds[element.type];
  return stateOf(element, element[initial] ?? (many ? [] : null));
};

export const isEmpty = (element, state) => {
  const value = read(element, state);
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
};
