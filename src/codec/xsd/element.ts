import type { ElementRef, TypeRef } from '../model.ts';
import { attributeOf } from '../xml/tree.ts';
import { anyType } from './built-in-types.ts';
import type { Compilation } from './compilation.ts';
import {
  booleanOf,
  childOf,
  componentsOf,
  documentationOf,
  isQualified,
  nameOf,
  qnameOf,
  schemaError,
  unexpected,
} from './schema-document.ts';
import type { Source } from './schema-document.ts';

/** The identity constraints are not checked. */
const childNames: ReadonlySet<string> = new Set(['simpleType', 'complexType', 'unique', 'key', 'keyref']);

/** XSD 1.0 part 1 §3.3: an element declaration, global or local to a complex type. */
export function compileElement(compilation: Compilation, source: Source, scope: 'global' | 'local'): ElementRef {
  const { document, node } = source;
  const name = nameOf(document, node);
  const wrong = componentsOf(document, node).find((child) => !childNames.has(child.local));
  if (wrong) throw unexpected(document, wrong, 'xs:element');
  const head = scope === 'global' ? qnameOf(document, node, 'substitutionGroup') : undefined;
  const headRef = head === undefined ? undefined : compilation.elementNamed(head, source);
  const inTargetNamespace = scope === 'global' || isQualified(document, node);
  const { corrected } = compilation;
  const type = typeOf(compilation, source) ?? (headRef === undefined ? anyType : compilation.element(headRef).type);
  const nillable = booleanOf(document, node, 'nillable');
  const ref = compilation.addElement(
    {
      namespace: inTargetNamespace ? document.targetNamespace : '',
      name,
      type: corrected?.type(compilation, source, type) ?? type,
      nillable: corrected?.nillable(node, nillable) ?? nillable,
      abstract: booleanOf(document, node, 'abstract'),
      ...valueConstraint(source),
      ...documentationOf(node),
    },
    source,
  );
  if (headRef !== undefined) compilation.affiliate(ref, source, headRef);
  return ref;
}

/** The type that `type` names or a child defines. */
export function typeOf(compilation: Compilation, source: Source): TypeRef | undefined {
  const { document, node } = source;
  const name = qnameOf(document, node, 'type');
  const child = childOf(node, 'simpleType', 'complexType');
  if (name !== undefined && child)
    throw schemaError(document, child, `xs:${node.local} with both a type attribute and a type inside`);
  if (name !== undefined) return compilation.typeNamed(name, source);
  return child && compilation.anonymousType({ document, node: child });
}

/** `default` and `fixed` (§3.3.2, §3.2.2). */
export function valueConstraint({ document, node }: Source): { default?: string; fixed?: string } {
  const value = attributeOf(node, 'default');
  const fixed = attributeOf(node, 'fixed');
  if (value !== undefined && fixed !== undefined)
    throw schemaError(document, node, `xs:${node.local} with both default and fixed`);
  if (fixed !== undefined) return { fixed };
  return value === undefined ? {} : { default: value };
}
