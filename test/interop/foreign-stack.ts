import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { python } from '../support/foreign-commands.ts';

/** A client that still runs then is stuck. */
const patienceMs = 40_000;

/** A server on a stack that is not ours, in a process of its own. */
export interface ForeignServer extends AsyncDisposable {
  readonly url: string;
  /** Everything it has printed. */
  words(): string;
  stop(): Promise<void>;
}

/** PHP's SoapServer: `script` answers each request. */
export async function startPhp(script: string, env: NodeJS.ProcessEnv): Promise<ForeignServer> {
  const port = await freePort();
  return started(
    port,
    'php',
    ['-d', 'display_errors=stderr', '-d', 'precision=17', '-S', `127.0.0.1:${port}`, here(script)],
    env,
  );
}

/** A Python program that serves on the port that it is given. */
export async function startPython(script: string, env: NodeJS.ProcessEnv = {}): Promise<ForeignServer> {
  const port = await freePort();
  return started(port, python, [here(script), String(port)], env);
}

async function started(
  port: number,
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<ForeignServer> {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const ended = once(child, 'exit');
  const words = (): string => said.join('');
  while (!(await isListening(port))) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`${command} ${args.join(' ')} ended before it listened:\n${words()}`);
  }
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  return { url: `http://127.0.0.1:${port}`, words, stop, [Symbol.asyncDispose]: stop };
}

/** Runs a client on a stack that is not ours, and gives what it prints: one JSON document. */
export async function runPhp(script: string, args: readonly string[]): Promise<unknown> {
  return printed('php', ['-d', 'display_errors=stderr', '-d', 'precision=17', here(script), ...args]);
}

export async function runPython(script: string, args: readonly string[]): Promise<unknown> {
  return printed(python, [here(script), ...args]);
}

async function printed(command: string, args: readonly string[]): Promise<unknown> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: patienceMs, killSignal: 'SIGKILL' });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${Buffer.concat(err).toString()}`);
  return JSON.parse(Buffer.concat(out).toString()) as unknown;
}

function here(script: string): string {
  return join(import.meta.dirname, script);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Asks, and waits a moment where nothing listens yet. */
function isListening(port: number): Promise<boolean> {
  return new Promise((tell) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      tell(true);
    });
    socket.once('error', () => setTimeout(() => tell(false), 20));
  });
}
