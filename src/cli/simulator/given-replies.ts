import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { OperationModel } from '../../codec/index.ts';
import { isJsonObject } from '../../protocol/json-object.ts';
import { CommandError, UsageError } from '../arguments.ts';
import type { Reply } from './simulated-partner.ts';

const maxReplyBytes = 32 * 1024 * 1024;

/** Replies that people write down: a folder with `<Operation>.json`, or one file of JSON with a property per operation. */
export class GivenReplies {
  readonly #path: string;
  readonly #isFolder: boolean;

  /** Throws UsageError where there is no such file or folder. */
  constructor(path: string) {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (!stats) throw new UsageError(`there is no file or folder ${path}`);
    this.#path = path;
    this.#isFolder = stats.isDirectory();
  }

  /** The names of operations that have a reply. Throws CommandError for what is no JSON. */
  names(): string[] {
    if (!this.#isFolder) return Object.keys(this.#object());
    return readdirSync(this.#path)
      .filter((name) => name.endsWith('.json'))
      .map((name) => basename(name, '.json'));
  }

  /** Read again for each message: whoever changes a reply sees it with the next one. */
  readonly reply: Reply = ({ name, inputName }) => this.of(inputName) ?? this.of(name);

  /** `undefined` where nothing is given for this name. */
  of(name: string): unknown {
    if (!this.#isFolder) {
      const replies = this.#object();
      return Object.hasOwn(replies, name) ? replies[name] : undefined;
    }
    // An operation's name is an NCName, and so no path.
    return read(join(this.#path, `${name}.json`));
  }

  #object(): Readonly<Record<string, unknown>> {
    const replies = read(this.#path);
    if (!isJsonObject(replies))
      throw new CommandError(`${this.#path} should be a JSON object with a property per operation`);
    return replies;
  }
}

function read(file: string): unknown {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats) return undefined;
  if (stats.size > maxReplyBytes) throw new CommandError(`${file} is larger than ${maxReplyBytes} bytes`);
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new CommandError(`${file} is not JSON`, { cause });
  }
}

/** The operations that a name means. */
export function named(operations: readonly OperationModel[], name: string): OperationModel[] {
  return operations.filter((operation) => operation.name === name || operation.inputName === name);
}
