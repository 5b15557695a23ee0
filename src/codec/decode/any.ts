import type { Contract } from '../link.ts';
import type { SimpleType } from '../model.ts';
import { expandedName } from '../model.ts';
import { isBlank } from '../xml/characters.ts';
import type { XmlReader } from '../xml/reader.ts';
import { xsdNamespace, xsiNamespace } from '../xml/vocabulary.ts';
import type { Attachments } from './attachments.ts';
import { includedText } from './octets.ts';
import { decodeNil } from './simple.ts';
import { report } from './report.ts';
import type { DecodeState, Decoders, Tags, TypeDecoder } from './state.ts';

/** An element as `xs:any` gives it when no schema knows it. Names are in Clark notation. */
export interface GenericElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (string | GenericElement)[];
}

/** The current element as a generic tree; consumes its end tag. */
export function decodeTree(reader: XmlReader, attachments?: Attachments): GenericElement {
  const name = reader.name.expanded;
  return { name, attributes: foreignAttributes(reader), children: childTrees(reader, attachments) };
}

function foreignAttributes(reader: XmlReader): Record<string, string> {
  const attributes = Object.create(null) as Record<string, string>;
  for (let index = 0; index < reader.attributes.count; index++) {
    attributes[reader.attributes.name(index).expanded] = reader.attributes.value(index);
  }
  return attributes;
}

function childTrees(reader: XmlReader, attachments: Attachments | undefined): (string | GenericElement)[] {
  const children: (string | GenericElement)[] = [];
  for (let piece = reader.nextPiece(); piece !== 'end'; piece = reader.nextPiece()) {
    if (piece === 'text') children.push(reader.piece);
    else children.push(includedText(reader, attachments) ?? decodeTree(reader, attachments));
  }
  const blank = (child: string | GenericElement): boolean =>
    typeof child === 'string' && isBlank(child, 0, child.length);
  return children.length > 1 ? children.filter((child) => !blank(child)) : children;
}

/** `xs:` for a built-in type, Clark notation for the schema's own. */
function typeTag(namespace: string, local: string): string {
  return namespace === xsdNamespace ? `xs:${local}` : expandedName(namespace, local);
}

/** The expanded name in `xsi:type`, if the element has one: `undefined` also where its prefix is bound to nothing. */
export function xsiType(reader: XmlReader): { namespace: string; local: string } | undefined {
  const text = reader.attribute(xsiNamespace, 'type')?.trim();
  if (text === undefined) return undefined;
  const colon = text.indexOf(':');
  const namespace = reader.resolvePrefix(colon === -1 ? '' : text.slice(0, colon));
  return namespace === undefined ? undefined : { namespace, local: text.slice(colon + 1) };
}

/** `xs:anySimpleType` itself; lists and unions have it as their built-in type too. */
export function isAnySimpleType(type: SimpleType): boolean {
  return type.builtin === 'anySimpleType' && type.name?.endsWith('}anySimpleType') === true;
}

/** `xs:anyType` and `xs:anySimpleType`: always an object, typed by `xsi:type` or untyped. */
export class AnyDecoder implements TypeDecoder {
  private readonly decoders: Decoders;
  private readonly contract: Contract;

  constructor(decoders: Decoders) {
    this.decoders = decoders;
    this.contract = decoders.contract;
  }

  decode(state: DecodeState, tags: Tags | undefined): unknown {
    const { reader } = state;
    const named = xsiType(reader);
    const ref = named && this.contract.type(expandedName(named.namespace, named.local));
    if (named && ref !== undefined && this.contract.model.types[ref]?.kind !== 'any') {
      return this.decoders.type(ref).decode(state, { ...tags, $type: typeTag(named.namespace, named.local) });
    }
    if (reader.attribute(xsiNamespace, 'type') !== undefined && ref === undefined) {
      report(state.report, {
        kind: 'type',
        ...reader.here(),
        expected: 'an xsi:type that the schemas know',
        found: 'an unknown one',
      });
    }
    return { ...tags, ...untyped(reader, state.report.attachments) };
  }

  nil(state: DecodeState, tags: Tags | undefined): unknown {
    return decodeNil(state, tags);
  }
}

function untyped(reader: XmlReader, attachments: Attachments | undefined): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  const attributes = foreignAttributes(reader);
  for (const name of Object.keys(attributes)) if (name.startsWith(`{${xsiNamespace}}`)) delete attributes[name];
  if (Object.keys(attributes).length > 0) object['$attributes'] = attributes;
  const children = childTrees(reader, attachments);
  const texts = children.filter((child) => typeof child === 'string');
  if (texts.length < children.length) object['$any'] = children;
  else object['value'] = texts.join('');
  return object;
}
