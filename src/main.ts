// oxlint-disable-next-line import/no-unassigned-import -- it changes the process, before anything else is loaded
import './fast-strings.ts';
import { enableCompileCache } from 'node:module';
import { help } from './cli/help.ts';
import type { Command } from './cli/command.ts';
import { say } from './cli/command.ts';
import { ConfigError } from './config-problem.ts';

/** Each command is loaded when it is asked for. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: () => import('./cli/serve.ts'),
  demo: () => import('./cli/demo.ts'),
  inspect: () => import('./cli/inspect.ts'),
  types: () => import('./cli/types.ts'),
  call: () => import('./cli/call.ts'),
  simulate: () => import('./cli/simulate.ts'),
};

const MISUSED = 2;
const LINGER_MS = 500;

async function main([name = '', ...args]: string[]): Promise<number> {
  const asksHelp = name === 'help' || name === '--help' || name === '-h';
  const asked = asksHelp ? args[0] : name;
  if (asked === undefined || asked === '') {
    say(help);
    return asksHelp ? 0 : MISUSED;
  }
  const load = Object.hasOwn(commands, asked) ? commands[asked] : undefined;
  if (load === undefined) {
    process.stderr.write(`passerelle: there is no command "${asked}"; see passerelle help\n`);
    return MISUSED;
  }
  const command = await load();
  return command.run(asksHelp ? ['--help'] : args);
}

function explain(error: unknown): number {
  if (error instanceof ConfigError) {
    process.stderr.write('passerelle: the environment is not as it should be:\n');
    for (const problem of error.problems) process.stderr.write(`  ${problem}\n`);
    return MISUSED;
  }
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`passerelle: ${words}\n`);
  return 1;
}

enableCompileCache();
process.exitCode = await main(process.argv.slice(2)).catch(explain);
// Whatever was left open may not keep the process: it has said all it had to say.
setTimeout(() => process.exit(), LINGER_MS).unref();
