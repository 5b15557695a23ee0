import type { AttributeUse, ComplexType, Wildcard } from '../model.ts';
import { expandedName } from '../model.ts';
import type { SimpleCodec } from '../simple/simple-codec.ts';
import { allows } from '../wildcard.ts';
import type { AttributeName } from '../xml/scope.ts';
import { soap11Namespace, soap12Namespace } from '../xml/vocabulary.ts';
import { broken, report } from './report.ts';
import type { DecodeState, Decoders } from './state.ts';
import { typeNameOf } from './type-name.ts';

/** `soap:encodingStyle`, `soap:mustUnderstand` and the like: the protocol's, never the contract's. */
export function isGatewaysOwn(namespace: string): boolean {
  return namespace === soap11Namespace || namespace === soap12Namespace;
}

interface LinkedAttribute {
  readonly use: AttributeUse;
  readonly codec: SimpleCodec;
  readonly typeName: string;
  /** It must be there, or it has a value where it is not. */
  readonly needed: boolean;
  /** The name it had last, interned: the next element's is matched by identity. */
  seen: AttributeName | undefined;
}

/** The attribute uses of one complex type (XSD 1.0 part 1 §3.4.4, clause 3). */
export class AttributesDecoder {
  /** The type declares no attribute at all: an element without any needs no look. */
  readonly none: boolean;
  private readonly linked: readonly LinkedAttribute[];
  private readonly byName: ReadonlyMap<string, LinkedAttribute>;
  private readonly needed: readonly LinkedAttribute[];
  private readonly wildcard: Wildcard | undefined;

  constructor(decoders: Decoders, type: ComplexType) {
    const linked = type.attributes.map((use): LinkedAttribute => {
      const needed = use.required || use.default !== undefined || use.fixed !== undefined;
      const { contract } = decoders;
      const typeName = typeNameOf(contract.model, use.type);
      return { use, codec: contract.simple(use.type), typeName, needed, seen: undefined };
    });
    this.linked = linked;
    this.byName = new Map(
      linked.map((attribute) => [expandedName(attribute.use.namespace, attribute.use.name), attribute]),
    );
    this.needed = linked.filter(({ needed }) => needed);
    this.wildcard = type.anyAttribute;
    this.none = linked.length === 0 && type.anyAttribute === undefined;
  }

  /** Puts the attributes of the current element into `object` under their keys, defaults included. */
  decode(state: DecodeState, object: Record<string, unknown>): void {
    const { reader } = state;
    const { attributes } = reader;
    state.scopeDepth = reader.depth;
    state.leaf = undefined;
    let others: Record<string, string> | undefined;
    let needed = 0;
    for (let index = 0; index < attributes.count; index++) {
      const name = attributes.name(index);
      if (name.instance) continue;
      const { namespace, expanded, local } = name;
      const known = this.linked[index]?.seen === name ? this.linked[index] : this.find(name);
      if (known !== undefined) {
        if (this.put(state, object, known, attributes.value(index)) && known.needed) needed++;
      } else if (this.wildcard && allows(this.wildcard, namespace)) {
        others ??= Object.create(null) as Record<string, string>;
        others[expanded] = attributes.value(index);
      } else if (!isGatewaysOwn(namespace)) {
        report(state.report, {
          kind: 'unknown_attribute',
          ...reader.here(`/@${local}`),
          expected: 'no such attribute',
          found: expanded,
        });
      }
    }
    if (needed < this.needed.length) this.complete(state, object);
    if (others) object['$attributes'] = others;
  }

  /** The attributes that were not there: their default or fixed value, unless they had to be. */
  private complete(state: DecodeState, object: Record<string, unknown>): void {
    const { reader } = state;
    for (const { use, codec } of this.needed) {
      if (Object.hasOwn(object, use.key)) continue;
      const initial = use.default ?? (use.required ? undefined : use.fixed);
      if (initial !== undefined) object[use.key] = codec.decode(initial, state.resolvePrefix, state.problem);
      else if (use.required && reader.attribute(use.namespace, use.name) === undefined) {
        throw broken('missing', reader.here(`/@${use.name}`), 'a required attribute', 'nothing');
      }
    }
  }

  private find(name: AttributeName): LinkedAttribute | undefined {
    const known = this.byName.get(name.expanded);
    if (known !== undefined) known.seen = name;
    return known;
  }

  /** Whether it has a value. */
  private put(
    state: DecodeState,
    object: Record<string, unknown>,
    { use, codec, typeName }: LinkedAttribute,
    text: string,
  ): boolean {
    state.attribute = use.name;
    state.typeName = typeName;
    const value = codec.plain ? text : codec.decode(text, state.resolvePrefix, state.problem);
    if (value !== undefined) object[use.key] = value;
    if (use.fixed !== undefined && !codec.isValue(value, use.fixed)) {
      report(state.report, {
        kind: 'fixed',
        ...state.reader.here(`/@${use.name}`),
        expected: `the fixed value "${use.fixed}"`,
        found: 'another value',
      });
    }
    return value !== undefined;
  }
}
