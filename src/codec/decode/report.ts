import type { Drift, DriftKind } from '../problem.ts';
import { ContractError } from '../problem.ts';
import type { XmlReader } from '../xml/reader.ts';

/** Collects what lenient reading passes on. `strict` makes each of it a ContractError. */
export interface DecodeReport {
  readonly drift: Drift[];
  readonly strict?: boolean;
}

/** A stranger's reply can differ in every element: the first differences say enough. */
const mostDrift = 100;

/** Reports a difference that reading can live with. Throws ContractError when the report is strict. */
export function report(to: DecodeReport, drift: Drift): void {
  if (to.strict) throw new ContractError(drift);
  if (to.drift.length < mostDrift) to.drift.push(drift);
}

/** A difference that leaves no right answer. */
export function broken(kind: DriftKind, path: string, expected: string, found: string): ContractError {
  return new ContractError({ kind, path, expected, found });
}

/** What stands at the current element that the contract does not know; skips it. */
export function skipUnknown(reader: XmlReader, to: DecodeReport): void {
  report(to, {
    kind: 'unknown_element',
    path: reader.path(),
    expected: 'no such element',
    found: reader.name.expanded,
  });
  reader.skip();
  reader.sawText = false;
}

/** Text between the children of an element that has none of its own. */
export function unexpectedText(reader: XmlReader, to: DecodeReport, path: string): void {
  reader.sawText = false;
  report(to, { kind: 'unexpected_text', path, expected: 'elements only', found: 'text' });
}
