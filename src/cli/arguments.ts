import type { ParseArgsOptionsConfig } from 'node:util';
import { parseArgs } from 'node:util';

/** A wrong argument: one line on stderr that says what is wrong, and exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A command that could not do its work: one line on stderr, and exit code 1. */
export class CommandError extends Error {
  override readonly name: string = 'CommandError';
}

/** A WSDL or XSD that cannot be taken: one line on stderr with file, line and construct, and exit code 2. */
export class DocumentError extends CommandError {
  override readonly name = 'DocumentError';
}

type Parsed<Options extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: Options; allowPositionals: true; strict: true; allowNegative: true }>
>;

interface Command<Options extends ParseArgsOptionsConfig> {
  readonly name: string;
  readonly help: string;
  readonly options: Options;
  /** Gives the exit code. Throws UsageError, CommandError and DocumentError. */
  readonly work: (values: Parsed<Options>['values'], positionals: readonly string[]) => Promise<number> | number;
}

/** Prints to standard output, to the last byte; a reader that stops early (`| head`) is no failure. */
export async function print(text: string): Promise<void> {
  await new Promise<void>((printed) => {
    process.stdout.once('error', ignore);
    process.stdout.write(text, () => printed());
  });
  process.stdout.removeListener('error', ignore);
}

function ignore(): void {
  // Nobody reads on.
}

/** Runs a command: `--help` prints its help, a wrong argument or a failure is one clear line. Gives the exit code. */
export async function runCommand<const Options extends ParseArgsOptionsConfig>(
  command: Command<Options>,
  args: string[],
): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    await print(`${command.help.trim()}\n`);
    return 0;
  }
  try {
    const { values, positionals } = parsed(command, args);
    return await command.work(values, positionals);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof CommandError)) throw error;
    const more = error instanceof UsageError ? ` (see passerelle ${command.name} --help)` : '';
    process.stderr.write(`passerelle ${command.name}: ${error.message.replaceAll(/\s*\n\s*/g, ' ')}${more}\n`);
    return error instanceof UsageError || error instanceof DocumentError ? 2 : 1;
  }
}

function parsed<const Options extends ParseArgsOptionsConfig>(
  { options }: Command<Options>,
  args: string[],
): Parsed<Options> {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true, allowNegative: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error));
  }
}
