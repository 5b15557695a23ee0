import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from './command.ts';

/** A partner that is played on this machine, in a process of its own. */
export interface Simulator {
  readonly name: string;
  /** The variables that make the adapter call it. */
  readonly env: Readonly<Record<string, string>>;
  /** Where its switch is: `<control>/_switch`. */
  readonly control: string;
  /** Resolves, to words, when it ends without having been asked to. */
  readonly died: Promise<string>;
  close(): Promise<void>;
}

const START_PATIENCE_MS = 20_000;
const STOP_PATIENCE_MS = 3_000;

/** Where a partner's simulator is, by convention; `undefined` where it has none. */
function simulatorFile(name: string): string | undefined {
  const file = join(projectRoot, 'adapters', name, 'simulator.ts');
  return existsSync(file) ? file : undefined;
}

/** Starts a partner's simulator; `undefined` where it has none. Throws an Error with its last words when it does not start. */
export async function startSimulator(name: string): Promise<Simulator | undefined> {
  const file = simulatorFile(name);
  if (file === undefined) return undefined;
  // Of its own process group, so that Ctrl-C lets the gateway end its calls first. It ends when its input does: with us.
  const child = spawn(process.execPath, [file, '--port', '0'], { detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  const words: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => words.push(chunk.toString()));
  const ended = new Promise<string>((tell) => {
    child.once('error', (error) => tell(error.message));
    child.once('exit', (code, signal) => tell(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
  const failed = (how: string): Error =>
    new Error(`the simulator of ${name} did not start (${how}): ${words.join('').trim()}`);
  const late = setTimeout(() => child.kill('SIGKILL'), START_PATIENCE_MS);
  const ready = new Promise<Record<string, unknown>>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = readyLine(line);
      if (said !== undefined) resolve(said);
    });
    void ended.then((how) => reject(failed(how)));
  });
  const { env, control } = await ready.finally(() => clearTimeout(late));
  let closing = false;
  return {
    name,
    env: env as Record<string, string>,
    control: typeof control === 'string' ? control : '',
    died: new Promise((tell) => void ended.then((how) => (closing ? undefined : tell(how)))),
    async close() {
      closing = true;
      child.kill('SIGTERM');
      const killing = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS);
      await ended;
      clearTimeout(killing);
    },
  };
}

function readyLine(line: string): Record<string, unknown> | undefined {
  try {
    const said = JSON.parse(line) as Record<string, unknown>;
    return said['ready'] === true ? said : undefined;
  } catch {
    return undefined;
  }
}
