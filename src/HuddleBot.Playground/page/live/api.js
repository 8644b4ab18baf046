// Every answer of the Playground is JSON. A refusal is `{ ok: false, error }`, with Slack's own word for it where Slack has one.

const call = async (path, options) => {
  let response;
  try {
    response = await fetch(path, options);
  } catch (reason) {
    if (reason.name === 'AbortError') throw reason;
    return { ok: false, error: 'playground_not_reachable' };
  }
  const body = await response.json().catch(() => null);
  if (response.ok && body !== null && body.ok === undefined && !Array.isArray(body)) return { ...body, ok: true };
  if (response.ok) return body ?? { ok: true };
  return { ok: false, error: body?.error ?? `http_${response.status}` };
};

export const post = (path, body) =>
  call(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

export const remove = (path) => call(path, { method: 'DELETE' });

/** Reads JSON as it is; throws when there is no good answer, so that what is on the screen stays. */
export const read = async (path, signal) => {
  const response = await fetch(path, { signal });
  if (!response.ok) throw Object.assign(new Error(`${path}: ${response.status}`), { status: response.status });
  const text = await response.text();
  return text === '' ? null : JSON.parse(text);
};
