import type { ExpandedName, TypeRef } from '../model.ts';
import { attributeOf, elementsOf } from '../xml/tree.ts';
import type { XmlTree } from '../xml/tree.ts';
import type { Compilation } from './compilation.ts';
import { componentsOf, qnameOf, schemaError } from './schema-document.ts';
import type { Source, SymbolSpace } from './schema-document.ts';
import type { SchemaSet } from './schema-set.ts';

/** What may stand in an `xs:redefine` (XSD 1.0 part 1 §4.2.2). */
export function isRedefinable(space: SymbolSpace): boolean {
  return space === 'type' || space === 'group' || space === 'attributeGroup';
}

/** Schema Representation Constraint: Individual Component Redefinition (§4.2.2), as far as it can be seen here. Throws SchemaError. */
export function checkRedefinition(source: Source, space: SymbolSpace, name: ExpandedName): void {
  const { document, node } = source;
  if (space === 'type') {
    const builds = derivations(node).some((child) => qnameOf(document, child, 'base') === name);
    if (!builds)
      throw schemaError(document, node, `the redefinition of the type ${name} is not derived from ${name} itself`);
    return;
  }
  const own = referencesTo(source, node.local, name);
  const [reference, another] = own;
  if (another) throw schemaError(document, another, `the redefinition of ${name} refers to it more than once`);
  if (space !== 'group' || !reference) return;
  const counts = [attributeOf(reference, 'minOccurs'), attributeOf(reference, 'maxOccurs')];
  if (counts.some((count) => count !== undefined && count.trim() !== '1'))
    throw schemaError(
      document,
      reference,
      `the redefinition of the group ${name} takes it over once, not more or less`,
    );
}

/** The `restriction` of a simple type, the `extension` or `restriction` of a complex one. */
function derivations(component: XmlTree): XmlTree[] {
  const children = elementsOf(component);
  return component.local === 'simpleType' ? children : children.flatMap(elementsOf);
}

function referencesTo({ document, node }: Source, local: string, name: ExpandedName): XmlTree[] {
  const found: XmlTree[] = [];
  for (const child of componentsOf(document, node)) {
    if (child.local === local && qnameOf(document, child, 'ref') === name) found.push(child);
    found.push(...referencesTo({ document, node: child }, local, name));
  }
  return found;
}

/**
 * The type that a `base` names. A redefinition's own name means the original there, and nowhere else in it; the original
 * has no name any more, so that nothing but the redefinition builds on it.
 */
export function baseNamed(compilation: Compilation, name: ExpandedName, from: Source): TypeRef {
  const original = originalOf(name, from);
  return original ? compilation.anonymousType(original) : compilation.typeNamed(name, from);
}

/** As {@link baseNamed}, where it is written; `undefined` for a built-in type. */
export function baseSource(schemas: SchemaSet, name: ExpandedName, from: Source): Source | undefined {
  return originalOf(name, from) ?? schemas.find('type', name);
}

function originalOf(name: ExpandedName, { document: { redefines }, node }: Source): Source | undefined {
  const isOriginal =
    redefines?.space === 'type' && redefines.name === name && derivations(redefines.component).includes(node);
  return isOriginal ? redefines.original : undefined;
}
