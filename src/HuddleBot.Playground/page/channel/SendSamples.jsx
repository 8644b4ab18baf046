import { useState } from 'react';
import { useSurroundings } from '../live/surroundings.js';

/** Sends the sample comments through the bot's webhook, as a survey tool would. */
export function SendSamples({ primary }) {
  const { act, say } = useSurroundings();
  const [busy, setBusy] = useState(false);
  const send = async () => {
    if (busy) return;
    setBusy(true);
    const answer = await act('/playground/feedback', {});
    setBusy(false);
    if (answer.ok) say('Sample comments are on their way.');
  };
  return (
    <button type="button" className={`button ${primary ? 'primary' : ''}`} aria-disabled={busy} onClick={send}>
      {busy ? 'Sending…' : 'Send sample comments'}
    </button>
  );
}
