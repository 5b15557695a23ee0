import type { AttributeUse, Wildcard } from '../model.ts';
import { attributeOf } from '../xml/tree.ts';
import type { XmlTree } from '../xml/tree.ts';
import { anySimpleType, anyType } from './built-in-types.ts';
import type { Compilation } from './compilation.ts';
import { typeOf, valueConstraint } from './element.ts';
import { componentsOf, isQualified, nameOf, qnameOf, schemaError, unexpected } from './schema-document.ts';
import type { Source } from './schema-document.ts';
import { compileWildcard, intersect, unite } from './wildcard.ts';

/** An attribute use before its JSON key is known. */
export type Attribute = Omit<AttributeUse, 'key'>;

/** {attribute uses} and {attribute wildcard} (XSD 1.0 part 1 §3.4.1), by expanded name in the order of declaration. */
export interface Attributes {
  readonly uses: ReadonlyMap<string, Attribute>;
  readonly prohibited: ReadonlySet<string>;
  readonly wildcard?: Wildcard | undefined;
}

/** The attribute declarations among the children of a type, a derivation or an attribute group (§3.4.2, §3.6.2). */
export function compileAttributes(compilation: Compilation, source: Source, open: readonly XmlTree[] = []): Attributes {
  const { document } = source;
  const uses = new Map<string, Attribute>();
  const prohibited = new Set<string>();
  let wildcard: Wildcard | undefined;
  const limit = (other: Wildcard | undefined): void => {
    if (other) wildcard = wildcard ? intersect(wildcard, other) : other;
  };
  for (const node of componentsOf(document, source.node)) {
    const at: Source = { document, node };
    if (node.local === 'attribute') {
      const use = compileAttributeUse(compilation, at);
      if (attributeOf(node, 'use')?.trim() === 'prohibited') prohibited.add(keyOf(use));
      else uses.set(keyOf(use), use);
    } else if (node.local === 'attributeGroup') {
      const group = attributeGroup(compilation, at, open);
      for (const [key, use] of group.uses) uses.set(key, use);
      limit(group.wildcard);
    } else if (node.local === 'anyAttribute') limit(compileWildcard(at));
  }
  return { uses, prohibited, wildcard };
}

function keyOf({ namespace, name }: Attribute): string {
  return `${namespace} ${name}`;
}

function attributeGroup(compilation: Compilation, source: Source, open: readonly XmlTree[]): Attributes {
  const { document, node } = source;
  const name = qnameOf(document, node, 'ref');
  if (name === undefined) throw schemaError(document, node, 'xs:attributeGroup without a ref');
  const definition = compilation.schemas.resolve('attributeGroup', name, source);
  const known = compilation.attributeGroups.get(definition.node);
  if (known) return known;
  if (open.includes(definition.node)) throw schemaError(document, node, `the attribute group ${name} holds itself`);
  for (const child of componentsOf(definition.document, definition.node)) {
    if (!['attribute', 'attributeGroup', 'anyAttribute'].includes(child.local)) {
      throw unexpected(definition.document, child, 'xs:attributeGroup');
    }
  }
  const group = compilation.nested(source, () =>
    compileAttributes(compilation, definition, [...open, definition.node]),
  );
  compilation.attributeGroups.set(definition.node, group);
  return group;
}

/** XSD 1.0 part 1 §3.5, §3.2. */
function compileAttributeUse(compilation: Compilation, source: Source): Attribute {
  const { document, node } = source;
  const reference = qnameOf(document, node, 'ref');
  const declaration = reference === undefined ? source : compilation.schemas.resolve('attribute', reference, source);
  const own = valueConstraint(source);
  const type = typeOf(compilation, declaration) ?? anySimpleType;
  if (type === anyType || compilation.sources.get(type)?.node.local === 'complexType')
    throw schemaError(document, node, `${compilation.nameOf(type).name ?? 'the type'} is not a simple type`);
  const required = attributeOf(node, 'use')?.trim() === 'required';
  const { corrected } = compilation;
  const inTargetNamespace = reference !== undefined || isQualified(document, node);
  return {
    namespace: inTargetNamespace ? declaration.document.targetNamespace : '',
    name: nameOf(declaration.document, declaration.node),
    type: corrected?.type(compilation, declaration, type) ?? type,
    required: corrected?.required(node, required) ?? required,
    ...(Object.keys(own).length > 0 ? own : valueConstraint(declaration)),
  };
}

/** §3.4.2: an extension adds to what the base has, a restriction replaces and prohibits, and has the wildcard that it writes. */
export function deriveAttributes(base: Attributes, own: Attributes, method: 'extension' | 'restriction'): Attributes {
  const uses = new Map([...base.uses, ...own.uses]);
  if (method === 'restriction') {
    for (const key of own.prohibited) uses.delete(key);
    return { uses, prohibited: own.prohibited, wildcard: own.wildcard };
  }
  const wildcard = base.wildcard && own.wildcard ? unite(own.wildcard, base.wildcard) : (own.wildcard ?? base.wildcard);
  return { uses, prohibited: own.prohibited, wildcard };
}

/** The JSON keys (json-mapping.md): `@name` where an element has the name, or where simple content's own `value` would stand. */
export function keyAttributes(attributes: Attributes, elementKeys: ReadonlySet<string>): AttributeUse[] {
  const taken = new Set<string>();
  const keyed: AttributeUse[] = [];
  for (const { namespace, name, ...use } of attributes.uses.values()) {
    const key = taken.has(name) ? `{${namespace}}${name}` : name;
    taken.add(name);
    keyed.push({ namespace, name, key: elementKeys.has(key) ? `@${key}` : key, ...use });
  }
  return keyed;
}
