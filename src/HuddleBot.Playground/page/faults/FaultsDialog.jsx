import { useState } from 'react';
import { Dialog } from '../frame/Dialog.jsx';
import { remove } from '../live/api.js';
import { useSurroundings } from '../live/surroundings.js';

const kinds = [
  { id: '429', label: '429 Too Many Requests, Retry-After 5 seconds', body: { kind: 'status', status: 429, retryAfter: 5 } },
  { id: '500', label: '500 Internal Server Error', body: { kind: 'status', status: 500 } },
  { id: 'timeout', label: 'No answer at all (time-out)', body: { kind: 'timeout' } },
];

/** Makes this Slack misbehave towards the bot, a given number of times. */
export function FaultsDialog({ onClose }) {
  const { act, say } = useSurroundings();
  const [kind, setKind] = useState('429');
  const [method, setMethod] = useState('chat.postMessage');
  const [times, setTimes] = useState('3');

  const start = async (event) => {
    event.preventDefault();
    const answer = await act('/playground/faults', { method, times: Number(times), ...kinds.find(({ id }) => id === kind).body });
    if (answer.ok) {
      say(`Slack will fail ${times} times.`);
      onClose();
    }
  };
  const stop = async () => {
    await remove('/playground/faults');
    say('Slack answers normally again.');
    onClose();
  };

  return (
    <Dialog title="Faults" onClose={onClose}>
      <form onSubmit={start}>
        <div className="modal-body faults">
          <p>Make this Slack answer badly, and watch what the bot does.</p>
          <label>
            What happens
            <select className="choice" value={kind} onChange={(event) => setKind(event.target.value)}>
              {kinds.map(({ id, label }) => <option key={id} value={id}>{label}</option>)}
            </select>
          </label>
          <label>
            Which call
            <select className="choice" value={method} onChange={(event) => setMethod(event.target.value)}>
              {['chat.postMessage', 'chat.update', 'chat.postEphemeral', 'views.open'].map((name) => <option key={name}>{name}</option>)}
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
    </Dialog>
  );
}
