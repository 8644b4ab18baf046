import { useEffect, useRef, useState } from 'react';
import { Blocks } from '../blocks/Blocks.jsx';
import { Dialog } from '../../frame/Dialog.jsx';
import { post } from '../../live/api.js';
import { inWords } from '../../live/refusals.js';
import { Place, useSurroundings } from '../../live/surroundings.js';
import { useForm } from './useForm.js';
import { problemsOf } from './validate.js';

export function Modal({ view, errors, drafts }) {
  const { me, act, refresh } = useSurroundings();
  const form = useForm(view, drafts);
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState(null);
  const body = useRef(null);
  const { problems, setProblems } = form;

  useEffect(() => setProblems(errors ?? {}), [JSON.stringify(errors)]);
  useEffect(() => body.current?.querySelector('[aria-invalid="true"]')?.focus(), [problems]);

  const close = () => act('/playground/views/close', { viewId: view.id });

  const submit = async (event) => {
    event.preventDefault();
    if (sending) return;
    setFailure(null);
    const found = problemsOf(view.blocks, form.state);
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    setSending(true);
    const answer = await post('/playground/views/submit', { user: me, viewId: view.id, values: form.values() });
    setSending(false);
    if (!answer.ok && answer.errors) setProblems(answer.errors);
    else if (!answer.ok) setFailure(inWords(answer.error));
    refresh();
  };

  return (
    <Dialog title={view.title.text} onClose={close} className="modal">
      <form onSubmit={submit} noValidate>
        <div className="modal-body" ref={body}>
          {failure && <p className="failure" role="alert">{failure}</p>}
          <Place value={{ viewId: view.id }}>
            <Blocks blocks={view.blocks} form={form} />
          </Place>
        </div>
        <div className="modal-foot">
          <button type="button" className="button" onClick={close}>{view.close?.text ?? 'Close'}</button>
          {view.submit && (
            <button type="submit" className="button primary" aria-disabled={sending}>
              {sending ? 'Sending…' : view.submit.text}
            </button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
