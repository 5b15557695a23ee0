import type { Contract } from '../../link.ts';
import type { ElementRef } from '../../model.ts';
import { expandedName } from '../../model.ts';

/** One step from the root of a document to its records. */
export interface RecordStep {
  readonly element: ElementRef;
  /** The expanded names that may stand there. */
  readonly names: ReadonlySet<string>;
  /** There may be several. */
  readonly many: boolean;
}

/**
 * The steps from a root element to its records, by local or expanded names. Throws a RangeError where the schema has no
 * such way.
 */
export function recordPath(contract: Contract, root: ElementRef, path: readonly string[]): readonly RecordStep[] {
  const { elements } = contract.model;
  if (path.length === 0) throw new RangeError('a path to records has one name at least');
  const steps: RecordStep[] = [];
  let within = root;
  for (const name of path) {
    const step = stepTo(contract, within, name);
    if (step === undefined) throw new RangeError(`${elements[within]?.name} holds no element ${name}`);
    steps.push(step);
    within = step.element;
  }
  return steps;
}

function stepTo({ model }: Contract, within: ElementRef, name: string): RecordStep | undefined {
  const { types, elements } = model;
  const type = types[elements[within]?.type ?? -1];
  if (type?.kind !== 'complex') return undefined;
  for (const { element, many } of type.slots) {
    const declared = element === undefined ? undefined : elements[element];
    if (element === undefined || declared === undefined) continue;
    const members = [declared, ...(declared.substitutes ?? []).flatMap((ref) => elements[ref] ?? [])];
    const names = members.map((member) => expandedName(member.namespace, member.name));
    if (names.includes(name) || members.some((member) => member.name === name))
      return { element, names: new Set(names), many };
  }
  return undefined;
}
