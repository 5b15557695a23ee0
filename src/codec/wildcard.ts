import type { Wildcard } from './model.ts';

/** XSD 1.0 part 1 §3.10.4: whether a wildcard allows an element or attribute of this namespace. */
export function allows(wildcard: Wildcard, namespace: string): boolean {
  if (wildcard.allow === 'any') return true;
  return wildcard.namespaces.includes(namespace) === (wildcard.allow === 'only');
}
