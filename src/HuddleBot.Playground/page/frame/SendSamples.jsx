import { useState } from 'react';
import { useSurroundings } from '../live/surroundings.js';

/** Sends sample comments through the bot's webhook, as a survey tool would. `path` of the control API; `to`: whose comments they should be. */
export function SendSamples({ path, to, primary }) {
  const { act, say } = useSurroundings();
  const [busy, setBusy] = useState(false);
  const send = async () => {
    if (busy) return;
    setBusy(true);
    const answer = await act(path, to);
    setBusy(false);
    if (answer.ok) say(answer.sent === 1 ? '1 sample comment is on its way.' : `${answer.sent} sample comments are on their way.`);
  };
  return (
    <button type="button" className={`button ${primary ? 'primary' : ''}`} aria-disabled={busy} onClick={send}>
      {busy ? 'Sending…' : 'Send sample comments'}
    </button>
  );
}
