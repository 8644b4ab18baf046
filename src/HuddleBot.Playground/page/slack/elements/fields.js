import { Choice } from './Choice.jsx';
import { Choices } from './Choices.jsx';
import { DateInput } from './DateInput.jsx';
import { OptionList } from './OptionList.jsx';
import { TextInput } from './TextInput.jsx';

/** Which component takes the value of which element; all have the same props: `element, value, onChange, field` (id, aria). */
export const fields = {
  plain_text_input: TextInput,
  email_text_input: TextInput,
  url_text_input: TextInput,
  number_input: TextInput,
  datepicker: DateInput,
  timepicker: DateInput,
  datetimepicker: DateInput,
  static_select: Choice,
  users_select: Choice,
  channels_select: Choice,
  conversations_select: Choice,
  multi_static_select: Choices,
  multi_users_select: Choices,
  multi_channels_select: Choices,
  multi_conversations_select: Choices,
  radio_buttons: OptionList,
  checkboxes: OptionList,
};
