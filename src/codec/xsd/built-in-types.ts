import type { AnyType, Facets, JsonKind, SimpleType, TypeDefinition, TypeRef } from '../model.ts';
import { expandedName } from '../model.ts';
import { xsdNamespace } from '../xml/vocabulary.ts';

/** One row: local name, base, JSON type, then facets and the item type of a list. JSON type and white space are the base's where left out. */
interface BuiltIn {
  readonly name: string;
  readonly base: string;
  readonly json?: JsonKind;
  readonly whiteSpace?: SimpleType['whiteSpace'];
  readonly facets?: Facets;
  readonly item?: string;
}

function range(minInclusive?: string, maxInclusive?: string): Facets {
  return {
    ...(minInclusive === undefined ? {} : { minInclusive }),
    ...(maxInclusive === undefined ? {} : { maxInclusive }),
  };
}

const lexicalStrings: readonly BuiltIn[] =
  'duration dateTime time date gYearMonth gYear gMonthDay gDay gMonth base64Binary hexBinary anyURI QName NOTATION'
    .split(' ')
    .map((name) => ({ name, base: 'anySimpleType', whiteSpace: 'collapse' }));

/** XSD 1.0 part 2 §3.2 and §3.3, bases before what derives from them. */
const builtIns: readonly BuiltIn[] = [
  { name: 'string', base: 'anySimpleType' },
  { name: 'boolean', base: 'anySimpleType', json: 'boolean', whiteSpace: 'collapse' },
  { name: 'decimal', base: 'anySimpleType', json: 'decimal', whiteSpace: 'collapse' },
  { name: 'float', base: 'anySimpleType', json: 'number', whiteSpace: 'collapse' },
  { name: 'double', base: 'anySimpleType', json: 'number', whiteSpace: 'collapse' },
  ...lexicalStrings,
  { name: 'normalizedString', base: 'string', whiteSpace: 'replace' },
  { name: 'token', base: 'normalizedString', whiteSpace: 'collapse' },
  { name: 'language', base: 'token' },
  { name: 'NMTOKEN', base: 'token' },
  { name: 'NMTOKENS', base: 'anySimpleType', whiteSpace: 'collapse', facets: { minLength: 1 }, item: 'NMTOKEN' },
  { name: 'Name', base: 'token' },
  { name: 'NCName', base: 'Name' },
  { name: 'ID', base: 'NCName' },
  { name: 'IDREF', base: 'NCName' },
  { name: 'IDREFS', base: 'anySimpleType', whiteSpace: 'collapse', facets: { minLength: 1 }, item: 'IDREF' },
  { name: 'ENTITY', base: 'NCName' },
  { name: 'ENTITIES', base: 'anySimpleType', whiteSpace: 'collapse', facets: { minLength: 1 }, item: 'ENTITY' },
  { name: 'integer', base: 'decimal', facets: { fractionDigits: 0 } },
  { name: 'nonPositiveInteger', base: 'integer', facets: range(undefined, '0') },
  { name: 'negativeInteger', base: 'nonPositiveInteger', facets: range(undefined, '-1') },
  { name: 'long', base: 'integer', facets: range('-9223372036854775808', '9223372036854775807') },
  { name: 'int', base: 'long', json: 'number', facets: range('-2147483648', '2147483647') },
  { name: 'short', base: 'int', facets: range('-32768', '32767') },
  { name: 'byte', base: 'short', facets: range('-128', '127') },
  { name: 'nonNegativeInteger', base: 'integer', facets: range('0') },
  { name: 'unsignedLong', base: 'nonNegativeInteger', facets: range('0', '18446744073709551615') },
  { name: 'unsignedInt', base: 'unsignedLong', json: 'number', facets: range('0', '4294967295') },
  { name: 'unsignedShort', base: 'unsignedInt', facets: range('0', '65535') },
  { name: 'unsignedByte', base: 'unsignedShort', facets: range('0', '255') },
  { name: 'positiveInteger', base: 'nonNegativeInteger', facets: range('1') },
];

export const anyType: TypeRef = 0;
export const anySimpleType: TypeRef = 1;

function nameOf(local: string): string {
  return expandedName(xsdNamespace, local);
}

/** The built-in types, which stand at the beginning of every model: `xs:anyType` is 0, `xs:anySimpleType` is 1. */
export function builtInTypes(): TypeDefinition[] {
  const any: AnyType = { kind: 'any', name: nameOf('anyType') };
  const types: TypeDefinition[] = [any];
  const refs = new Map<string, { ref: TypeRef; type: SimpleType }>();
  const add = (type: SimpleType): void => {
    refs.set(type.builtin, { ref: types.length, type });
    types.push(type);
  };
  add({
    kind: 'simple',
    name: nameOf('anySimpleType'),
    variety: 'atomic',
    builtin: 'anySimpleType',
    json: 'string',
    whiteSpace: 'preserve',
    facets: {},
  });
  for (const { name, base, json, whiteSpace, facets, item } of builtIns) {
    const from = refs.get(base);
    if (from === undefined) throw new Error(`xs:${name} stands before xs:${base}`);
    const itemRef = item === undefined ? undefined : refs.get(item)?.ref;
    add({
      kind: 'simple',
      name: nameOf(name),
      variety: itemRef === undefined ? 'atomic' : 'list',
      builtin: name,
      json: json ?? from.type.json,
      ...(itemRef === undefined ? {} : { item: itemRef }),
      whiteSpace: whiteSpace ?? from.type.whiteSpace,
      facets: { ...from.type.facets, ...facets },
      base: from.ref,
    });
  }
  return types;
}
