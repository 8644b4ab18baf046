import { useId, useState } from 'react';
import { useBeat } from '../live/useBeat.js';
import { useRead } from '../live/useRead.js';
import { useSurroundings } from '../live/surroundings.js';

const wrongs = [
  { what: 'warning', label: 'Close after a warning', said: 'Slack has warned the bot, and closes in ten seconds.' },
  { what: 'refresh_requested', label: 'Ask for a new one', said: 'Slack has asked the bot for a new connection.' },
  { what: 'cut', label: 'Cut the line', said: 'The line is cut, without a word.' },
  { what: 'deafen', label: 'Make it deaf', said: 'From now on nothing arrives on either side, and neither is told.' },
];

/** Socket Mode: how many connections the bot has, and what goes wrong with them. `path`: the control API's. */
export function SocketFaults({ path }) {
  const { act, say } = useSurroundings();
  const [count, setCount] = useState('1');
  const heading = useId();
  const sockets = useRead(path, useBeat(1000));

  // A warning takes ten seconds until the line is closed; the answer comes then.
  const start = ({ what, said }) => {
    act(path, { do: what, count: count === 'all' ? null : Number(count) });
    say(said);
  };

  return (
    <section className="modal-body faults sockets" aria-labelledby={heading}>
      <h3 id={heading}>Socket Mode</h3>
      <p role="status">{sockets ? inWords(sockets) : '…'}</p>
      <label>
        Which connections
        <select className="choice" value={count} onChange={(event) => setCount(event.target.value)}>
          <option value="1">the oldest</option>
          <option value="all">all</option>
        </select>
      </label>
      <div className="choices">
        {wrongs.map((wrong) => <button key={wrong.what} type="button" className="button" onClick={() => start(wrong)}>{wrong.label}</button>)}
      </div>
    </section>
  );
}

const inWords = ({ count, deaf }) => {
  const connections = count === 1 ? '1 connection' : `${count} connections`;
  return `The bot has ${connections}${deaf > 0 ? `, ${deaf} of them deaf` : ''}.`;
};
