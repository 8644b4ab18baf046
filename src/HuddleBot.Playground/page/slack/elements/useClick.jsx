import { useContext, useState } from 'react';
import { Place, useSurroundings } from '../../live/surroundings.js';
import { Confirm } from '../frame/Confirm.jsx';

/** Sends what was clicked or chosen to the bot, after the element's own question, if it has one. Returns the sender and that question, to be drawn. */
export function useClick(block, element, form) {
  const { act } = useSurroundings();
  const place = useContext(Place);
  const [asked, setAsked] = useState(null);

  const send = (choice) =>
    act('/playground/click', { ...place, blockId: block.block_id, actionId: element.action_id, value: element.value, values: form?.values(), ...choice });

  const click = (choice = {}) => (element.confirm ? setAsked(choice) : send(choice));

  const question = asked && (
    <Confirm
      question={element.confirm}
      onNo={() => setAsked(null)}
      onYes={() => {
        setAsked(null);
        send(asked);
      }}
    />
  );
  return [click, question];
}
