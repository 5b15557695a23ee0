/**
 * The compiled form of a WSDL or XSD: plain data, so that it can be stored, shared and driven by any engine.
 * What the schemas say (names, particles, facets) stands beside what the JSON mapping makes of it (keys, arrays, rows).
 *
 * Names follow XSD 1.0 part 1 (particle, element declaration, attribute use, wildcard) and WSDL 1.1 (service, port, part).
 * Expanded names are written in Clark notation: `{namespace}local`, or `local` without a namespace.
 */

/** An index into {@link Model.types}. */
export type TypeRef = number;
/** An index into {@link Model.elements}. */
export type ElementRef = number;
/** Clark notation. */
export type ExpandedName = string;

/** `maxOccurs="unbounded"`. Not `Infinity`, so that the model survives JSON. */
export const UNBOUNDED = -1;

export interface Model {
  readonly types: readonly TypeDefinition[];
  readonly elements: readonly ElementDeclaration[];
  /** Global components by expanded name: what `xsi:type`, `xs:any` and tokens may name. */
  readonly globalTypes: Readonly<Record<ExpandedName, TypeRef>>;
  readonly globalElements: Readonly<Record<ExpandedName, ElementRef>>;
  /** Every operation of every SOAP port, in document order; empty for an XSD. */
  readonly operations: readonly OperationModel[];
  /** What was passed over knowingly (an HTTP binding, a pattern JavaScript cannot express), each with file and line. */
  readonly skipped: readonly string[];
}

export interface ElementDeclaration {
  readonly namespace: string;
  readonly name: string;
  readonly type: TypeRef;
  readonly nillable: boolean;
  readonly abstract: boolean;
  readonly default?: string;
  readonly fixed?: string;
  /** The elements that may stand here (XSD 1.0 part 1 §3.3.6), itself first unless abstract; absent where it heads no substitution group. */
  readonly substitutes?: readonly ElementRef[];
  readonly documentation?: string;
}

export type TypeDefinition = SimpleType | ComplexType | ArrayType | AnyType;

/**
 * An array of SOAP encoding (SOAP 1.1 §5.4.2, SOAP 1.2 part 2 §3.1.6): `soapenc:Array` itself, or a type derived from it.
 * An array of arrays has another array as its item.
 */
export interface ArrayType {
  readonly kind: 'array';
  readonly name?: ExpandedName;
  readonly item: TypeRef;
  /** 1 for `[]` and `[3]`, 2 for `[,]`: so deep are the nested arrays of JSON. */
  readonly dimensions: number;
  readonly documentation?: string;
}

/** `xs:anyType`. */
export interface AnyType {
  readonly kind: 'any';
  readonly name: ExpandedName;
}

export type JsonKind = 'string' | 'number' | 'boolean' | 'decimal';

export interface SimpleType {
  readonly kind: 'simple';
  /** Absent for an anonymous type. */
  readonly name?: ExpandedName;
  readonly variety: 'atomic' | 'list' | 'union';
  /** The nearest built-in type: local name in the XSD namespace (`int`, `token`, `dateTime`; `anySimpleType` for lists and unions of the schema's own). */
  readonly builtin: string;
  /** The JSON type of an atomic value; a list is an array of its item's, a union is `number` or `boolean` if all members are, else `string`. */
  readonly json: JsonKind;
  /** The list's item type. */
  readonly item?: TypeRef;
  /** The union's member types. */
  readonly members?: readonly TypeRef[];
  readonly whiteSpace: 'preserve' | 'replace' | 'collapse';
  readonly facets: Facets;
  readonly base?: TypeRef;
  /** Named types that may replace this one through `xsi:type`, itself included where it is named; absent where there is no other. */
  readonly alternatives?: readonly TypeRef[];
  readonly documentation?: string;
}

/** The effective facets: all derivation steps together (XSD 1.0 part 2 §4.3). Values are lexical. */
export interface Facets {
  readonly enumeration?: readonly string[];
  /** Each derivation step's patterns, as JavaScript sources for the `v` flag, anchored: every step must match one of its own. */
  readonly patterns?: readonly (readonly string[])[];
  readonly length?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minInclusive?: string;
  readonly maxInclusive?: string;
  readonly minExclusive?: string;
  readonly maxExclusive?: string;
  readonly totalDigits?: number;
  readonly fractionDigits?: number;
}

export interface ComplexType {
  readonly kind: 'complex';
  readonly name?: ExpandedName;
  readonly abstract: boolean;
  readonly base?: TypeRef;
  readonly attributes: readonly AttributeUse[];
  readonly anyAttribute?: Wildcard;
  readonly content: 'empty' | 'simple' | 'elements' | 'mixed';
  /** For `simple`: the type of the text. */
  readonly simple?: TypeRef;
  /** For `elements` and `mixed`: the effective content, the base type's included. */
  readonly particle?: Particle;
  /** What may stand in the content, each name once; {@link Particle} refers to them by index. */
  readonly slots: readonly Slot[];
  /** Where slots live: group 0 is the object itself, the others are `$rows`. */
  readonly groups: readonly RowGroup[];
  /** The concrete types that `xsi:type` may choose here, itself first unless abstract; absent where the type itself is the only one. */
  readonly alternatives?: readonly TypeRef[];
  readonly documentation?: string;
}

export interface AttributeUse {
  readonly namespace: string;
  readonly name: string;
  /** Its JSON property: the local name, `@name` where an element has it too, `@value` beside simple content. */
  readonly key: string;
  readonly type: TypeRef;
  readonly required: boolean;
  readonly default?: string;
  readonly fixed?: string;
}

/** One name that may stand in a content model, and its place in the JSON. */
export interface Slot {
  /** The JSON property: the local name, or `{namespace}name` for the second of two; `$any` for a wildcard. */
  readonly key: string;
  /** Exactly one of `element` and `wildcard`. */
  readonly element?: ElementRef;
  readonly wildcard?: Wildcard;
  /** How often it may occur within its group: sums over sequence and all; over choice the smallest minimum and the largest maximum. */
  readonly min: number;
  readonly max: number;
  /** Always an array in JSON (`max` above 1, unbounded, under a repeated choice, or a wildcard). */
  readonly many: boolean;
  /** An index into {@link ComplexType.groups}. */
  readonly group: number;
  /** Under a repeated choice: its occurrences are listed in `$order`. */
  readonly ordered: boolean;
}

/** Group 0 is the object itself; each other is a repeated sequence: an array of row objects under `key` of its parent. */
export interface RowGroup {
  /** `''` for group 0; `$rows`, `$rows2`… within its parent. */
  readonly key: string;
  readonly parent: number;
  readonly min: number;
  readonly max: number;
}

/** XSD 1.0 part 1 §3.9. An element particle names a slot; a wildcard is a slot too. `group` on a repeated sequence that makes rows. */
export type Particle =
  | {
      readonly kind: 'slot';
      readonly slot: number;
      readonly min: number;
      readonly max: number;
      /** Where the wildcards of one `$any` differ: what may stand in this place. The slot's own allows what any of them does. */
      readonly wildcard?: Wildcard;
    }
  | {
      readonly kind: 'sequence' | 'choice' | 'all';
      readonly min: number;
      readonly max: number;
      readonly parts: readonly Particle[];
      readonly group?: number;
    };

/** XSD 1.0 part 1 §3.10. */
export interface Wildcard {
  /** `any`; or `not` these; or only these. The empty string is "no namespace". */
  readonly allow: 'any' | 'not' | 'only';
  readonly namespaces: readonly string[];
  readonly process: 'strict' | 'lax' | 'skip';
}

export interface OperationModel {
  readonly service: string;
  readonly port: string;
  readonly portType: ExpandedName;
  readonly name: string;
  /** The name of the input element of the port type: what tells overloads apart. */
  readonly inputName: string;
  readonly soap: '1.1' | '1.2';
  readonly style: 'document' | 'rpc';
  /** `soapAction`, and WS-Addressing's action where it is used. */
  readonly action: string;
  /** WS-Addressing 1.0 is asked for (`wsaw:UsingAddressing`, a `wsam:Addressing` policy). */
  readonly addressing: boolean;
  /** MTOM is asked for (a `wsoma:OptimizedMimeSerialization` policy). */
  readonly mtom: boolean;
  /** `soap:address`; `''` where the WSDL has none. */
  readonly address: string;
  readonly documentation?: string;
  readonly input: MessageModel;
  /** Absent for a one-way operation. */
  readonly output?: MessageModel;
  readonly faults: readonly FaultModel[];
  /** The headers that a fault may carry (`soap:headerfault`, WSDL 1.1 §3.7). */
  readonly headerFaults: readonly HeaderModel[];
}

/**
 * The body and the declared headers of a message. An rpc message's body is one synthetic element (the wrapper, in the
 * namespace of `soap:body`) whose type is a sequence of its parts; so document and rpc are read and written alike.
 */
export interface MessageModel {
  /** `encoded`: SOAP 1.1 §5 (SOAP 1.2 part 2 §3). */
  readonly use: 'literal' | 'encoded';
  /** Of an encoded message: the namespace of its encoding, and the envelope's version. */
  readonly encoding?: Encoding;
  /** No part: an empty body. One with an empty `key`: its content is the JSON body. Otherwise a property per part. */
  readonly parts: readonly { readonly key: string; readonly element: ElementRef }[];
  /** Parts that travel as attachments (WSDL 1.1 §5.4): each a property that holds base64; then the body's parts are properties too. */
  readonly attachments: readonly { readonly key: string; readonly contentTypes: readonly string[] }[];
  /** Without those that are the gateway's own: WS-Security's and WS-Addressing's. */
  readonly headers: readonly (HeaderModel & { readonly required: boolean })[];
}

/** A header block (WSDL 1.1 §3.7). */
export interface HeaderModel {
  readonly key: string;
  readonly element: ElementRef;
  /** Set where it is bound with `use="encoded"`. */
  readonly encoding?: Encoding;
}

/** How a message, a header or a fault's detail is encoded. */
export interface Encoding {
  /** `encodingStyle`: the namespace of SOAP encoding, of either version. */
  readonly style: string;
  readonly soap: '1.1' | '1.2';
}

export interface FaultModel {
  readonly name: string;
  /** The element of `detail`; for a part by `type`, one named for the part, without a namespace. */
  readonly element: ElementRef;
  /** Set where its part has a `type`: stacks name the element as they like, and `xsi:type` may say which fault it is. */
  readonly typed?: true;
  /** Set where it is bound with `use="encoded"`. */
  readonly encoding?: Encoding;
}

/** `{namespace}local`, or `local` where the namespace is empty. */
export function expandedName(namespace: string, local: string): ExpandedName {
  return namespace === '' ? local : `{${namespace}}${local}`;
}

/** A message whose body is one element, where no WSDL says more. */
export function bareMessage(element: ElementRef): MessageModel {
  return { use: 'literal', parts: [{ key: '', element }], attachments: [], headers: [] };
}
