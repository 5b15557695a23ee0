import type { ContentProblem } from '../content-model.ts';
import { checkContent } from '../content-model.ts';
import type { ComplexType } from '../model.ts';
import { broken, report } from './report.ts';
import type { DecodeState } from './state.ts';

const found: Readonly<Record<ContentProblem['kind'], string>> = {
  missing: 'nothing',
  too_many: 'more',
  choice: 'other content',
  order: 'another order',
};

/** Checks the children of the element whose end tag was just consumed, given as slots, against its content model. */
export function checkSlots(state: DecodeState, type: ComplexType, order: readonly number[]): void {
  for (const { kind, expected } of checkContent(type, order)) {
    const place = state.reader.closedHere();
    if (kind === 'order') report(state.report, { kind, ...place, expected, found: found[kind] });
    else throw broken(kind === 'missing' ? 'missing' : 'too_many', place, expected, found[kind]);
  }
}
