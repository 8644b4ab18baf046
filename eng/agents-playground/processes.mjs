// Starts the bot and the playground, and ends them: only what was started here, by its id.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

const started = [];

export function start(name, command, args, { cwd, env = {} }) {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const one = { name, child, output: '' };
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (one.output = (one.output + text).slice(-20_000)));
  child.on('error', (error) => (one.output += error.message));
  started.push(one);
  return one;
}

/** Runs to the end; its output. */
export async function run(name, command, args, options) {
  const one = start(name, command, args, options);
  const code = await new Promise((resolve) => one.child.on('close', resolve));
  if (code !== 0) throw new Error(`${name} ended with ${code}: ${one.output}`);
  return one.output;
}

export async function stopAll() {
  for (const { child } of started.reverse()) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const ended = new Promise((resolve) => child.on('close', resolve));
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(force);
  }
}

export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Asks again until it holds; what it gave. */
export async function until(what, holds, seconds = 20) {
  const end = Date.now() + seconds * 1000;
  for (let last; ; ) {
    try {
      const value = await holds();
      if (value) return value;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`${what}: not within ${seconds} s${last ? ` (${last.message})` : ''}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
