import type { ElementRef, Model } from './model.ts';
import { expandedName } from './model.ts';

/** `$element` of each member of a substitution group: the local name, or Clark notation where two members share it. */
export function memberNames(model: Model, members: readonly ElementRef[]): ReadonlyMap<ElementRef, string> {
  const declarations = members.map((member) => model.elements[member]);
  const locals = declarations.map((declaration) => declaration?.name ?? '');
  return new Map(
    members.map((member, index) => {
      const local = locals[index] ?? '';
      const shared = locals.indexOf(local) !== locals.lastIndexOf(local);
      return [member, shared ? expandedName(declarations[index]?.namespace ?? '', local) : local];
    }),
  );
}
