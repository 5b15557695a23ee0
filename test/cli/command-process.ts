import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** A command as people start it: a process of its own, and what it says. */
export class CommandProcess {
  readonly child: ChildProcess;
  out = '';
  err = '';
  readonly ended: Promise<number | null>;
  #heard: (() => void) | undefined;

  constructor(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    this.child = spawn(process.execPath, ['src/main.ts', ...args], {
      cwd: root,
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.on('data', (chunk: Buffer) => {
      this.out += chunk.toString();
      this.#heard?.();
    });
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.err += chunk.toString();
      this.#heard?.();
    });
    this.ended = new Promise((tell) => {
      this.child.once('close', (code) => tell(code));
    });
  }

  /** Waits until it has said something. Throws with all it said when it ends before. */
  async says(words: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = words.exec(this.out) ?? words.exec(this.err);
      if (found !== null) return found;
      const more = new Promise<boolean>((heard) => {
        this.#heard = () => heard(true);
      });
      if (!(await Promise.race([more, this.ended.then(() => false)]))) {
        throw new Error(`it ended without having said ${words.source}:\n${this.out}\n${this.err}`);
      }
    }
  }

  /** Asks it to stop; resolves to its exit code. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.child.kill(signal);
    return this.ended;
  }
}
