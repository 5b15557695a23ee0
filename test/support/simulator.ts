import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A simulated partner in a process of its own. */
export interface Simulator extends AsyncDisposable {
  /** The environment that makes the adapter call it. */
  readonly env: Readonly<Record<string, string>>;
  /** Its control port: answers even when the partner's own port is closed. */
  readonly control: string;
  /** Makes it misbehave: see the modes in `adapters/switchboard.ts`. */
  turn(mode: string, options?: { delayMs?: number; times?: number }): Promise<void>;
  /** Honest again, and nothing remembered. */
  reset(): Promise<void>;
  /** How often each reference came (a dedupe key, a message id, or method and path). */
  received(): Promise<{ readonly total: number; readonly byReference: Readonly<Record<string, number>> }>;
  stop(): Promise<void>;
}

/** Starts `adapters/<name>/simulator.ts` on a free port and waits for its ready line. */
export async function startSimulator(name: string): Promise<Simulator> {
  const child = spawn(process.execPath, [`adapters/${name}/simulator.ts`, '--port', '0'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface(child.stdout);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the simulator of ${name} ended with code ${String(code)} before it was ready`);
  });
  const [line] = (await Promise.race([once(lines, 'line'), ended])) as [string];
  ended.catch(() => undefined);
  const { env, control } = JSON.parse(line) as { env: Record<string, string>; control: string };

  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(control + path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`the simulator of ${name} answered ${response.status} to ${method} ${path}`);
    return response.json();
  };
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    await exit;
  };
  return {
    env,
    control,
    turn: async (mode, options = {}) => void (await ask('POST', '/_switch', { mode, ...options })),
    reset: async () => void (await ask('DELETE', '/_switch')),
    received: async () => (await ask('GET', '/_received')) as Awaited<ReturnType<Simulator['received']>>,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
