import { useState } from 'react';
import { Dialog } from '../frame/Dialog.jsx';
import { remove } from '../live/api.js';
import { useSurroundings } from '../live/surroundings.js';
import { SocketFaults } from './SocketFaults.jsx';

const kinds = [
  { kind: 'rateLimited', label: '429: too many requests, retry after 5 seconds', retryAfter: 5 },
  { kind: 'serverError', label: '500: nothing was done', status: 500 },
  { kind: 'errorAfterWork', label: '500, although the work was done', status: 500 },
  { kind: 'timeOut', label: 'No answer at all (time-out)' },
  { kind: 'dropAnswer', label: 'The work is done, its answer is lost' },
];

/** Makes this platform misbehave towards the bot, a given number of times. `of`: `{ platform, path, calls, sockets }`; `sockets`: where the bot's own connections are. */
export function FaultsDialog({ of, onClose }) {
  const { act, say } = useSurroundings();
  const [kind, setKind] = useState('rateLimited');
  const [method, setMethod] = useState(of.calls[0]);
  const [times, setTimes] = useState('3');

  const start = async (event) => {
    event.preventDefault();
    const { label, ...fault } = kinds.find((one) => one.kind === kind);
    const answer = await act(of.path, { method, times: Number(times), ...fault });
    if (answer.ok) {
      say(times === '1' ? 'The next such call will fail.' : `The next ${times} such calls will fail.`);
      onClose();
    }
  };
  const stop = async () => {
    await remove(of.path);
    say(`${of.platform} answers normally again.`);
    onClose();
  };

  return (
    <Dialog title="Faults" className={of.sockets ? 'long' : undefined} onClose={onClose}>
      <form onSubmit={start}>
        <div className="modal-body faults">
          <p>Make this {of.platform} answer badly, and watch what the bot does.</p>
          <label>
            What happens
            <select className="choice" value={kind} onChange={(event) => setKind(event.target.value)}>
              {kinds.map((one) => <option key={one.kind} value={one.kind}>{one.label}</option>)}
            </select>
          </label>
          <label>
            Which call
            <select className="choice" value={method} onChange={(event) => setMethod(event.target.value)}>
              {['*', ...of.calls].map((name) => <option key={name} value={name}>{name === '*' ? 'every call' : name}</option>)}
            </select>
          </label>
          <label>
            How often
            <input className="choice" type="number" min="1" max="1000" value={times} onChange={(event) => setTimes(event.target.value)} />
          </label>
        </div>
        <div className="modal-foot">
          <button type="button" className="button" onClick={stop}>Stop all faults</button>
          <button type="submit" className="button primary">Start</button>
        </div>
      </form>
      {of.sockets && <SocketFaults path={of.sockets} />}
    </Dialog>
  );
}
