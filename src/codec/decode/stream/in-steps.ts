import { setImmediate as turn } from 'node:timers/promises';
import { ContractError, MalformedError } from '../../problem.ts';
import type { DocumentSource } from '../../xml/document-source.ts';
import type { XmlReader } from '../../xml/reader.ts';
import type { Steps } from '../../xml/steps.ts';
import { finishInSteps, skipInSteps } from '../../xml/steps.ts';

/** So long the event loop waits for us at a time. */
const patienceMs = 8;

/** So many characters of a document are at hand at a time, where what stands there is shorter. */
export const windowLength = 1 << 16;

/** Feeds a reader, and gives others a turn. */
export class Feeding {
  private readonly reader: XmlReader;
  private readonly source: DocumentSource;
  private readonly longest: number;
  private since = performance.now();

  /** `longest`: the most characters that may have to be at hand at once. */
  constructor(reader: XmlReader, source: DocumentSource, longest: number) {
    this.reader = reader;
    this.source = source;
    this.longest = longest;
  }

  /** Whether no more text will come, and others had their turn not long ago: then reading may go on at once. */
  get idle(): boolean {
    return this.reader.ended && performance.now() - this.since <= patienceMs;
  }

  /** Adds as much again as was not enough, so that what is read again and again stays in proportion. */
  async more(): Promise<void> {
    const { reader } = this;
    if (reader.unread > this.longest)
      throw new MalformedError(`no end of an element within ${this.longest} characters, or what is not XML in it`);
    const more = reader.ended ? undefined : await this.source.read(Math.max(reader.window, reader.unread));
    if (performance.now() - this.since > patienceMs) {
      await turn();
      this.since = performance.now();
    }
    if (more !== undefined) reader.extend(more.text, more.last);
  }
}

/**
 * Reads a whole document in steps, whatever its size, holding nobody up. Throws what the steps throw; but where they
 * throw a ContractError, the document is read to its end first: what is malformed is that above all.
 */
export async function inSteps<Result>(
  reader: XmlReader,
  source: DocumentSource,
  longest: number,
  steps: Steps<Result>,
): Promise<Result> {
  const feeding = new Feeding(reader, source, longest);
  let running = steps;
  for (;;) {
    const step = next(running, reader);
    if ('steps' in step) running = step.steps;
    else if (step.done === true) return step.value;
    else if (!feeding.idle) await feeding.more();
  }
}

function next<Result>(
  steps: Steps<Result>,
  reader: XmlReader,
): IteratorResult<undefined, Result> | { readonly steps: Steps<never> } {
  try {
    return steps.next();
  } catch (error) {
    if (!(error instanceof ContractError) || reader.finished) throw error;
    return { steps: failInSteps(reader, error) };
  }
}

function* failInSteps(reader: XmlReader, error: ContractError): Steps<never> {
  if (reader.depth > 0) yield* skipInSteps(reader, 1);
  yield* finishInSteps(reader);
  throw error;
}
