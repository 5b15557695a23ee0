import type { ElementRef, Wildcard } from '../model.ts';
import { UNBOUNDED } from '../model.ts';
import { attributeOf } from '../xml/tree.ts';
import type { Compilation } from './compilation.ts';
import { compileElement } from './element.ts';
import { childOf, componentsOf, nameOf, qnameOf, schemaError, unexpected } from './schema-document.ts';
import type { Source } from './schema-document.ts';
import { compileWildcard } from './wildcard.ts';

export interface Occurrence {
  readonly min: number;
  readonly max: number;
}

/** XSD 1.0 part 1 §3.9: a particle whose term is an element declaration, a wildcard or a model group. */
export type ContentParticle =
  | (Occurrence & { readonly kind: 'element'; readonly element: ElementRef })
  | (Occurrence & { readonly kind: 'wildcard'; readonly wildcard: Wildcard })
  | ModelGroup;

/** XSD 1.0 part 1 §3.8. */
export type ModelGroup = Occurrence & {
  readonly kind: 'sequence' | 'choice' | 'all';
  readonly parts: readonly ContentParticle[];
};

export const once: Occurrence = { min: 1, max: 1 };

/** Content that holds nothing. */
export const emptyContent: ModelGroup = { kind: 'sequence', ...once, parts: [] };

export function isEmpty(particle: ContentParticle): boolean {
  return 'parts' in particle && particle.parts.length === 0;
}

/** Whether something may occur more than once. */
export function isRepeated({ max }: Occurrence): boolean {
  return max === UNBOUNDED || max > 1;
}

/** The particle of a child of a complex type or model group; `undefined` where `maxOccurs` is 0. */
export function compileParticle(compilation: Compilation, source: Source): ContentParticle | undefined {
  const { document, node } = source;
  const written = occurrence(source);
  const occurs = compilation.corrected?.occurrence(node, written) ?? written;
  if (occurs.max === 0) return undefined;
  switch (node.local) {
    case 'element': {
      const name = qnameOf(document, node, 'ref');
      const element =
        name === undefined ? compileElement(compilation, source, 'local') : compilation.elementNamed(name, source);
      return { kind: 'element', ...occurs, element };
    }
    case 'any':
      return { kind: 'wildcard', ...occurs, wildcard: compileWildcard(source) };
    case 'group':
      return withOccurrence(namedGroup(compilation, source), occurs);
    case 'sequence':
    case 'choice':
    case 'all':
      return modelGroup(node.local, occurs, partsOf(compilation, source));
    default:
      throw unexpected(document, node, 'a content model');
  }
}

function partsOf(compilation: Compilation, { document, node }: Source): ContentParticle[] {
  const parts: ContentParticle[] = [];
  for (const child of componentsOf(document, node)) {
    const part = compileParticle(compilation, { document, node: child });
    if (part) parts.push(part);
  }
  return parts;
}

/** A model group without what changes nothing: empty groups, and groups of the same kind that stand once within. */
export function modelGroup(
  kind: ModelGroup['kind'],
  { min, max }: Occurrence,
  parts: readonly ContentParticle[],
): ContentParticle {
  const kept = parts.filter((part) => !isEmpty(part)).flatMap((part) => (dissolves(part, kind) ? part.parts : [part]));
  // An empty alternative makes a choice optional.
  const emptiable = kind === 'choice' && kept.length > 0 && parts.some(isEmpty);
  const group: ModelGroup = { kind, min: emptiable ? 0 : min, max, parts: kept };
  const [only, ...others] = kept;
  if (only && others.length === 0) {
    if (isOnce(group)) return only;
    if (max === 1 && 'parts' in only && isOnce(only)) return { ...only, min: group.min };
  }
  return group;
}

/** Long groups stay as they are: groups of groups of groups would multiply here. */
function dissolves(part: ContentParticle, kind: ModelGroup['kind']): part is ModelGroup {
  return part.kind === kind && isOnce(part) && part.parts.length <= 1000;
}

function isOnce({ min, max }: Occurrence): boolean {
  return min === 1 && max === 1;
}

/** The particle of a reference to a named group: the group's own occurrence is always one. */
function withOccurrence(particle: ContentParticle, { min, max }: Occurrence): ContentParticle {
  if (min === 1 && max === 1) return particle;
  return 'parts' in particle && isOnce(particle)
    ? { ...particle, min, max }
    : { kind: 'sequence', min, max, parts: [particle] };
}

/** XSD 1.0 part 1 §3.7. */
function namedGroup(compilation: Compilation, source: Source): ContentParticle {
  const name = qnameOf(source.document, source.node, 'ref');
  if (name === undefined) throw schemaError(source.document, source.node, 'xs:group without a ref');
  const definition = compilation.schemas.resolve('group', name, source);
  const known = compilation.groups.get(definition.node);
  if (known === 'open') throw schemaError(source.document, source.node, `the group ${name} holds itself`);
  if (known) return known;
  const group = childOf(definition.node, 'sequence', 'choice', 'all');
  if (!group) {
    const { document, node } = definition;
    throw schemaError(document, node, `the group ${nameOf(document, node)} has neither sequence, choice nor all`);
  }
  const at: Source = { document: definition.document, node: group };
  compilation.groups.set(definition.node, 'open');
  try {
    const particle = compilation.nested(at, () => compileParticle(compilation, at)) ?? emptyContent;
    compilation.groups.set(definition.node, particle);
    return particle;
  } catch (error) {
    compilation.groups.delete(definition.node);
    throw error;
  }
}

function occurrence(source: Source): Occurrence {
  const min = count(source, 'minOccurs');
  const max = attributeOf(source.node, 'maxOccurs')?.trim() === 'unbounded' ? UNBOUNDED : count(source, 'maxOccurs');
  if (max !== UNBOUNDED && min > max)
    throw schemaError(source.document, source.node, 'minOccurs is greater than maxOccurs');
  return { min, max };
}

function count({ document, node }: Source, attribute: 'minOccurs' | 'maxOccurs'): number {
  const value = attributeOf(node, attribute)?.trim() ?? '1';
  if (!/^\d{1,9}$/u.test(value)) throw schemaError(document, node, `${attribute}="${value}" is not a count`);
  return Number(value);
}
