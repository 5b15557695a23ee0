import { fileURLToPath } from 'node:url';

/** One of the engineer's commands, as its module exports it. */
export interface Command {
  /** Resolves to the exit code. */
  run(args: string[]): Promise<number>;
  readonly help: string;
}

/** The project’s folder: what is pinned and kept stands below it, wherever the command was started. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** One line to people. */
export function say(line = ''): void {
  process.stdout.write(`${line}\n`);
}
