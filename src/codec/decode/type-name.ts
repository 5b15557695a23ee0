import type { Model, TypeRef } from '../model.ts';
import { xsdNamespace } from '../xml/vocabulary.ts';

const ownPrefix = `{${xsdNamespace}}`;

/** What people call a type: `xs:int`, `Status`; `''` for an anonymous one. */
export function typeNameOf(model: Model, ref: TypeRef): string {
  const name = model.types[ref]?.name ?? '';
  if (name.startsWith(ownPrefix)) return `xs:${name.slice(ownPrefix.length)}`;
  return name.slice(name.indexOf('}') + 1);
}
