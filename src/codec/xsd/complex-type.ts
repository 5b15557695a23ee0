import type { AnyType, ArrayType, ComplexType, SimpleType, TypeDefinition, TypeRef } from '../model.ts';
import { UNBOUNDED } from '../model.ts';
import { attributeOf } from '../xml/tree.ts';
import type { XmlTree } from '../xml/tree.ts';
import type { Attributes } from './attribute-use.ts';
import { compileAttributes, deriveAttributes, keyAttributes } from './attribute-use.ts';
import type { Compilation } from './compilation.ts';
import type { ContentParticle } from './particle.ts';
import { compileParticle, emptyContent, isEmpty, modelGroup, once } from './particle.ts';
import { baseNamed } from './redefine.ts';
import {
  booleanOf,
  childOf,
  componentsOf,
  documentationOf,
  qnameOf,
  schemaError,
  unexpected,
} from './schema-document.ts';
import type { Source } from './schema-document.ts';
import { restrictSimpleType } from './simple-type.ts';
import { layOut } from './slots.ts';
import { compileArrayType } from './soap-encoding.ts';

type Method = 'extension' | 'restriction';

const contentNames: ReadonlySet<string> = new Set(['group', 'sequence', 'choice', 'all']);
const attributeNames: ReadonlySet<string> = new Set(['attribute', 'attributeGroup', 'anyAttribute']);

/** What the three ways to write a complex type have in common. */
interface Content {
  readonly mixed: boolean;
  readonly simple?: TypeRef;
  readonly particle: ContentParticle;
  readonly attributes: Attributes;
  readonly base?: TypeRef;
}

/** XSD 1.0 part 1 §3.4: a complex type definition, with what it has from its base. */
export function compileComplexType(compilation: Compilation, source: Source, ref: TypeRef): ComplexType | ArrayType {
  const array = compileArrayType(compilation, source, ref);
  if (array) return array;
  const { document, node } = source;
  const content = contentOf(compilation, source, ref);
  compilation.contents.set(ref, content.particle);
  compilation.attributes.set(ref, content.attributes);
  const layout = layOut(compilation, source, content.particle);
  const keys = new Set(content.simple === undefined ? layout.slots.map((slot) => slot.key) : ['value']);
  return {
    kind: 'complex',
    ...compilation.nameOf(ref),
    abstract: booleanOf(document, node, 'abstract'),
    ...(content.base === undefined ? {} : { base: content.base }),
    attributes: keyAttributes(content.attributes, keys),
    ...(content.attributes.wildcard ? { anyAttribute: content.attributes.wildcard } : {}),
    content: contentKind(content),
    ...(content.simple === undefined ? {} : { simple: content.simple }),
    ...layout,
    ...documentationOf(node),
  };
}

function contentKind({ simple, mixed, particle }: Content): ComplexType['content'] {
  if (simple !== undefined) return 'simple';
  if (mixed) return 'mixed';
  return isEmpty(particle) ? 'empty' : 'elements';
}

function contentOf(compilation: Compilation, source: Source, ref: TypeRef): Content {
  const { document, node } = source;
  const outer = childOf(node, 'simpleContent', 'complexContent');
  if (!outer) return implicitContent(compilation, source);
  const [derivation] = componentsOf(document, outer);
  if (derivation?.local !== 'extension' && derivation?.local !== 'restriction') {
    throw schemaError(document, outer, `xs:${outer.local} is an extension or a restriction`);
  }
  const at: Source = { document, node: derivation };
  const baseName = qnameOf(document, derivation, 'base');
  if (baseName === undefined) throw schemaError(document, derivation, `xs:${derivation.local} without a base`);
  const base = baseNamed(compilation, baseName, at);
  const definition = compilation.definition(base);
  if (definition.kind === 'array') throw schemaError(document, derivation, 'an array has no simple content');
  compilation.derive(ref, at, { base, method: derivation.local });
  if (outer.local === 'simpleContent') return simpleContent(compilation, at, base, definition);
  const mixed = booleanOf(document, attributeOf(outer, 'mixed') === undefined ? node : outer, 'mixed');
  return complexContent(compilation, at, base, definition, mixed);
}

/** Content written without a derivation restricts `xs:anyType` (§3.4.2). */
function implicitContent(compilation: Compilation, source: Source): Content {
  const { document, node } = source;
  return {
    mixed: booleanOf(document, node, 'mixed'),
    particle: explicitContent(compilation, source),
    attributes: compileAttributes(compilation, source),
  };
}

/** The particle among the children of a type or derivation; checks that nothing else stands there. */
function explicitContent(compilation: Compilation, { document, node }: Source): ContentParticle {
  let particle: ContentParticle | undefined;
  let found: XmlTree | undefined;
  for (const child of componentsOf(document, node)) {
    if (attributeNames.has(child.local)) continue;
    if (!contentNames.has(child.local) || found) throw unexpected(document, child, `xs:${node.local}`);
    found = child;
    particle = compileParticle(compilation, { document, node: child });
  }
  return particle ?? emptyContent;
}

function complexContent(
  compilation: Compilation,
  source: Source,
  base: TypeRef,
  definition: Exclude<TypeDefinition, ArrayType>,
  mixed: boolean,
): Content {
  const { document, node } = source;
  const method = node.local as Method;
  const own = explicitContent(compilation, source);
  const hasText = definition.kind === 'complex' && definition.content === 'simple';
  // What extends simple content by attributes alone may be written as complex content too (§3.4.2, §3.4.3).
  if (hasText && method === 'extension' && isEmpty(own)) return simpleContent(compilation, source, base, definition);
  if (definition.kind === 'simple' || hasText) {
    throw schemaError(
      document,
      node,
      `${definition.name ?? 'the base'} has simple content, and xs:complexContent cannot derive from it`,
    );
  }
  const ownAttributes = compileAttributes(compilation, source);
  if (definition.kind === 'any' && method === 'restriction') return { mixed, particle: own, attributes: ownAttributes };
  const inherited = inheritedContent(compilation, base, definition);
  return {
    // An extension that adds nothing has the base's content, mixed or not (§3.4.2).
    mixed:
      method === 'extension' && definition.kind === 'complex' && isEmpty(own)
        ? inherited.mixed
        : mixed || (method === 'extension' && inherited.mixed),
    particle: method === 'restriction' ? own : modelGroup('sequence', once, [inherited.particle, own]),
    attributes: deriveAttributes(inherited.attributes, ownAttributes, method),
    ...(definition.kind === 'any' ? {} : { base }),
  };
}

/** What a derived type continues. */
function inheritedContent(compilation: Compilation, base: TypeRef, definition: ComplexType | AnyType): Content {
  if (definition.kind === 'any') return anyContent;
  return {
    mixed: definition.content === 'mixed',
    particle: compilation.contents.get(base) ?? emptyContent,
    attributes: compilation.attributes.get(base) ?? { uses: new Map(), prohibited: new Set() },
  };
}

/** The content of `xs:anyType` (§3.4.7). */
const anyContent: Content = {
  mixed: true,
  particle: { kind: 'wildcard', min: 0, max: UNBOUNDED, wildcard: { allow: 'any', namespaces: [], process: 'lax' } },
  attributes: { uses: new Map(), prohibited: new Set(), wildcard: { allow: 'any', namespaces: [], process: 'lax' } },
};

function simpleContent(
  compilation: Compilation,
  source: Source,
  base: TypeRef,
  definition: Exclude<TypeDefinition, ArrayType>,
): Content {
  const { document, node } = source;
  const method = node.local as Method;
  for (const child of componentsOf(document, node)) {
    if (contentNames.has(child.local)) throw unexpected(document, child, 'xs:simpleContent');
  }
  const own = compileAttributes(compilation, source);
  if (definition.kind === 'simple')
    return { mixed: false, simple: textType(compilation, source, base), particle: emptyContent, attributes: own, base };
  const inherited = compilation.attributes.get(base);
  if (definition.kind === 'any' || !inherited) throw schemaError(document, node, 'xs:anyType has no simple content');
  const inner = childOf(node, 'simpleType');
  const text = inner ? compilation.anonymousType({ document, node: inner }) : definition.simple;
  if (text === undefined) throw schemaError(document, node, `${definition.name ?? 'the base'} has no simple content`);
  return {
    mixed: false,
    simple: method === 'restriction' ? textType(compilation, source, text) : text,
    particle: emptyContent,
    attributes: deriveAttributes(inherited, own, method),
    base,
  };
}

/** The type of the text: facets within the restriction make an anonymous one (§3.4.2). */
function textType(compilation: Compilation, source: Source, base: TypeRef): TypeRef {
  const facets = componentsOf(source.document, source.node).filter(
    ({ local }) => local !== 'simpleType' && !attributeNames.has(local),
  );
  if (facets.length === 0) return base;
  const restricted: SimpleType = restrictSimpleType(compilation, source, base);
  return compilation.addType(restricted);
}
