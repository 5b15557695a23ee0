import type { Model, TypeRef } from '../model.ts';

/**
 * The `$type` of each type that may stand where `ref` is declared: the local name, or Clark notation where two candidates share it.
 * `undefined` where the declared type is the only one.
 */
export function typeTags(model: Model, ref: TypeRef): ReadonlyMap<TypeRef, string> | undefined {
  const type = model.types[ref];
  const candidates = type?.kind === 'complex' ? type.alternatives : undefined;
  if (candidates === undefined) return undefined;
  const names = candidates.map((candidate) => {
    const named = model.types[candidate];
    return (named?.kind === 'complex' && named.name) || '';
  });
  const locals = names.map((name) => name.slice(name.indexOf('}') + 1));
  const once = new Set<string>();
  const twice = new Set<string>();
  for (const local of locals) (once.has(local) ? twice : once).add(local);
  return new Map(
    candidates.map((candidate, index) => {
      const local = locals[index] ?? '';
      return [candidate, twice.has(local) ? (names[index] ?? local) : local];
    }),
  );
}
