import type { Drift, DriftKind } from '../problem.ts';
import type { Attachments } from './attachments.ts';
import { ContractError } from '../problem.ts';
import type { Place } from '../xml/open-elements.ts';
import type { XmlReader } from '../xml/reader.ts';
import { soap12RpcNamespace } from '../xml/vocabulary.ts';

/** Collects what lenient reading passes on. `strict` makes each of it a ContractError. */
export interface DecodeReport {
  readonly drift: Drift[];
  readonly strict?: boolean;
  /** What stands beside the document, and may be referred to. */
  readonly attachments?: Attachments | undefined;
}

/** A stranger's reply can differ in every element: the first differences say enough. */
const mostDrift = 100;

/** Reports a difference that reading can live with. Throws ContractError when the report is strict. */
export function report(to: DecodeReport, drift: Drift): void {
  if (to.strict) throw new ContractError(drift);
  if (to.drift.length < mostDrift) to.drift.push(drift);
}

/** A difference that leaves no right answer. */
export function broken(kind: DriftKind, place: Place, expected: string, found: string): ContractError {
  return new ContractError({ kind, ...place, expected, found });
}

/**
 * The current element is one that the contract does not know, but for the `rpc:result` of SOAP 1.2 (part 2 §4.2.1), which
 * names the return value, as the contract does. `meant` is the one of that name that it does know.
 */
export function reportUnknown(reader: XmlReader, to: DecodeReport, meant?: string): void {
  if (reader.namespace === soap12RpcNamespace && reader.local === 'result') return;
  report(to, {
    kind: 'unknown_element',
    ...reader.here(),
    expected: meant ?? 'no such element',
    found: reader.name.expanded,
  });
}

/** As {@link reportUnknown}; skips the element. */
export function skipUnknown(reader: XmlReader, to: DecodeReport, meant?: string): void {
  reportUnknown(reader, to, meant);
  reader.skip();
  reader.sawText = false;
}

/** Text between the children of an element that has none of its own. */
export function unexpectedText(reader: XmlReader, to: DecodeReport, place: Place): void {
  reader.sawText = false;
  report(to, { kind: 'unexpected_text', ...place, expected: 'elements only', found: 'text' });
}
