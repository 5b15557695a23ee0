import type { ContentProblem } from '../content-model.ts';
import { checkContent } from '../content-model.ts';
import type { ComplexType } from '../model.ts';
import { broken, report } from './report.ts';
import type { ContractError } from '../problem.ts';
import type { DecodeState } from './state.ts';

const found: Readonly<Record<ContentProblem['kind'], string>> = {
  missing: 'nothing',
  too_many: 'more',
  choice: 'other content',
  order: 'another order',
};

/** Checks the children of the element whose end tag was just consumed, given as slots, against its content model. */
export function checkSlots(state: DecodeState, type: ComplexType, order: readonly number[]): void {
  for (const problem of checkContent(type, order)) {
    const { kind, expected } = problem;
    if (kind !== 'order') throw ofOne(state, type, order, problem) ?? atAll(state, problem);
    report(state.report, { kind, ...state.reader.closedHere(), expected, found: found[kind] });
  }
}

function atAll({ reader }: DecodeState, { kind, expected }: ContentProblem): ContractError {
  return broken(kind === 'missing' ? 'missing' : 'too_many', reader.closedHere(), expected, found[kind]);
}

/** What is wrong with one element, whatever stands beside it, is told at its own place. */
function ofOne(
  { reader }: DecodeState,
  type: ComplexType,
  order: readonly number[],
  { kind, slot = -1 }: ContentProblem,
): ContractError | undefined {
  const { key, element, max = 0 } = type.slots[slot] ?? {};
  if (key === undefined || element === undefined) return undefined;
  const count = order.filter((each) => each === slot).length;
  const place = reader.closedHere(`/${key.slice(key.lastIndexOf('}') + 1)}`);
  if (kind === 'missing' && count === 0) return broken('missing', place, 'a required element', 'nothing');
  if (kind !== 'too_many' || max < 1 || count <= max) return undefined;
  return broken('too_many', place, max === 1 ? 'one' : `at most ${max}`, max === 1 ? 'more' : `${count}`);
}
