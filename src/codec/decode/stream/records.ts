import type { Contract } from '../../link.ts';
import type { ElementRef } from '../../model.ts';
import { expandedName } from '../../model.ts';
import type { Drift } from '../../problem.ts';
import { ContractError } from '../../problem.ts';
import type { Chunks } from '../../xml/document-source.ts';
import { DocumentSource } from '../../xml/document-source.ts';
import type { XmlLimits } from '../../xml/limits.ts';
import { XmlReader } from '../../xml/reader.ts';
import { elementDecoder } from '../element.ts';
import { Feeding, windowLength } from './in-steps.ts';
import type { RecordStep } from './record-path.ts';
import { recordPath } from './record-path.ts';
import type { DecodeReport } from '../report.ts';
import { broken } from '../report.ts';
import { DecodeState } from '../state.ts';
import { attempt, finishInSteps, orMoreText, skipInSteps } from '../../xml/steps.ts';

export interface RecordOptions {
  /** What HTTP says of the encoding (RFC 7303 §3). */
  readonly charset?: string;
  readonly limits?: Partial<XmlLimits>;
  /** The longest record, in characters: 32 Mi where it is not given. So much may have to be held. */
  readonly longestRecord?: number;
  /** Each difference that lenient reading passes on breaks its record. */
  readonly strict?: boolean;
  /** How many characters are at hand at a time. */
  readonly window?: number;
}

/** One record of a long document; `index` counts them from 0, `error` stands for one that breaks the contract. */
export type DecodedRecord =
  | { readonly index: number; readonly value: unknown; readonly drift: readonly Drift[]; readonly error?: undefined }
  | { readonly index: number; readonly error: ContractError; readonly drift: readonly Drift[] };

/** How many records there were. */
export interface RecordCounts {
  readonly records: number;
  readonly broken: number;
}

const longest = 32 * 1024 * 1024;
const noDrift: readonly Drift[] = Object.freeze([]);

/**
 * The records of a document of any size, one after the other, in memory that does not grow with it: the elements at the
 * end of `path`, by local or expanded names from below the root. What stands outside of them is checked for being
 * well-formed, and no more. A record that breaks the contract is given as such, and the next one follows.
 *
 * Throws MalformedError, after the records before it, where the document is not whole or not XML; ContractError for
 * another root; RangeError where the schema has no such path; and what `source` throws.
 */
export async function* decodeRecords(
  contract: Contract,
  root: ElementRef,
  path: readonly string[],
  source: Chunks,
  options: RecordOptions = {},
): AsyncGenerator<DecodedRecord, RecordCounts, undefined> {
  const reader = new XmlReader('', options.limits, options.window ?? windowLength);
  const document = new DocumentSource(source, options.charset);
  const feeding = new Feeding(reader, document, options.longestRecord ?? longest);
  const way = recordPath(contract, root, path);
  const records = recordsIn(contract, root, way, reader, { drift: [], strict: options.strict ?? false });
  try {
    for (;;) {
      const { done, value } = records.next();
      if (done === true) return value;
      if (value === undefined) await feeding.more();
      else yield value;
    }
  } finally {
    await document.close();
  }
}

/** Yields a record, or asks for more text. */
function* recordsIn(
  contract: Contract,
  root: ElementRef,
  way: readonly RecordStep[],
  reader: XmlReader,
  report: DecodeReport,
): Generator<DecodedRecord | undefined, RecordCounts, undefined> {
  const last = way.length - 1;
  const decoder = elementDecoder(contract, (way[last] as RecordStep).element);
  const state = new DecodeState(reader, report);
  /** By depth: how many there were of the elements on the way. */
  const counts: number[] = [];
  let index = 0;
  let refused = 0;
  yield* attempt(reader, () => reader.readRoot());
  expectRoot(contract, root, reader);
  while (reader.depth > 0) {
    const mark = reader.mark();
    try {
      if (!reader.nextChild()) continue;
      const { depth } = reader;
      const step = way[depth - 2] as RecordStep;
      if (!step.names.has(reader.name.expanded)) {
        yield* skipInSteps(reader);
        continue;
      }
      reader.sawText = false;
      const ordinal = (counts[depth] ?? 0) + 1;
      if (step.many) reader.ordinals[depth] = ordinal;
      if (depth - 2 < last) {
        counts[depth] = ordinal;
        counts[depth + 1] = 0;
        continue;
      }
      let value: unknown;
      let error: ContractError | undefined;
      try {
        value = decoder.decode(state);
      } catch (thrown) {
        if (!(thrown instanceof ContractError)) throw thrown;
        error = thrown;
        yield* skipInSteps(reader, depth);
        reader.unexpectedChild = false;
      }
      counts[depth] = ordinal;
      const drift = report.drift.length === 0 ? noDrift : report.drift.splice(0);
      if (error === undefined) yield { index: index++, value, drift };
      else {
        refused++;
        yield { index: index++, error, drift };
      }
      continue;
    } catch (error) {
      orMoreText(reader, error);
    }
    reader.back(mark);
    report.drift.length = 0;
    state.initial = state.fixed = undefined;
    yield;
  }
  yield* finishInSteps(reader);
  return { records: index, broken: refused };
}

function expectRoot(contract: Contract, root: ElementRef, reader: XmlReader): void {
  const declared = contract.model.elements[root];
  const name = expandedName(declared?.namespace ?? '', declared?.name ?? '');
  const { expanded } = reader.name;
  if (expanded !== name) throw broken('root', reader.here(), name, expanded);
}
