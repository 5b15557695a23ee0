import type { Wildcard } from '../model.ts';
import { attributeOf } from '../xml/tree.ts';
import { schemaError } from './schema-document.ts';
import type { Source } from './schema-document.ts';

const loosest: readonly Wildcard['process'][] = ['strict', 'lax', 'skip'];

/** XSD 1.0 part 1 §3.10.2: `xs:any` and `xs:anyAttribute`. */
export function compileWildcard({ document, node }: Source): Wildcard {
  for (const attribute of ['notNamespace', 'notQName']) {
    if (attributeOf(node, attribute) !== undefined) {
      throw schemaError(document, node, `${attribute} of xs:${node.local} is of XSD 1.1, which is not supported`);
    }
  }
  const process = attributeOf(node, 'processContents')?.trim() ?? 'strict';
  if (process !== 'strict' && process !== 'lax' && process !== 'skip') {
    throw schemaError(document, node, 'processContents is strict, lax or skip');
  }
  const namespaces = (attributeOf(node, 'namespace') ?? '##any').trim();
  if (namespaces === '##any') return { allow: 'any', namespaces: [], process };
  // Neither the target namespace nor an element without one (§3.10.1).
  if (namespaces === '##other') return { allow: 'not', namespaces: unique([document.targetNamespace, '']), process };
  const named = namespaces.split(/\s+/u).filter((namespace) => namespace !== '');
  return {
    allow: 'only',
    namespaces: unique(named.map((namespace) => meaning(namespace, document.targetNamespace))),
    process,
  };
}

function meaning(namespace: string, targetNamespace: string): string {
  if (namespace === '##targetNamespace') return targetNamespace;
  return namespace === '##local' ? '' : namespace;
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}

/** Attribute Wildcard Union (§3.10.6): what either allows. The looser processing is kept. */
export function unite(one: Wildcard, other: Wildcard): Wildcard {
  const process = loosest[Math.max(loosest.indexOf(one.process), loosest.indexOf(other.process))] ?? 'lax';
  if (one.allow === 'any' || other.allow === 'any') return { allow: 'any', namespaces: [], process };
  if (one.allow === 'only' && other.allow === 'only') {
    return { allow: 'only', namespaces: unique([...one.namespaces, ...other.namespaces]), process };
  }
  const [not, also] = one.allow === 'not' ? [one, other] : [other, one];
  const excluded = not.namespaces.filter((namespace) => also.namespaces.includes(namespace) === (also.allow === 'not'));
  return excluded.length === 0
    ? { allow: 'any', namespaces: [], process }
    : { allow: 'not', namespaces: excluded, process };
}

/** Attribute Wildcard Intersection (§3.10.6): what both allow. The processing is the first's (§3.4.2). */
export function intersect(one: Wildcard, other: Wildcard): Wildcard {
  const { process } = one;
  if (other.allow === 'any') return one;
  if (one.allow === 'any') return { ...other, process };
  if (one.allow === 'not' && other.allow === 'not') {
    return { allow: 'not', namespaces: unique([...one.namespaces, ...other.namespaces]), process };
  }
  const [only, limit] = one.allow === 'only' ? [one, other] : [other, one];
  const namespaces = only.namespaces.filter(
    (namespace) => limit.namespaces.includes(namespace) === (limit.allow === 'only'),
  );
  return { allow: 'only', namespaces, process };
}
