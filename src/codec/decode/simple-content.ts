import type { ComplexType } from '../model.ts';
import type { SimpleCodec } from '../simple/simple-codec.ts';
import { AttributesDecoder } from './attributes.ts';
import { consumeNil, decodeText } from './simple.ts';
import type { DecodeState, Decoders, Tags, TypeDecoder } from './state.ts';
import { typeNameOf } from './type-name.ts';

type Json = Record<string, unknown>;

/** Simple content (XSD 1.0 part 1 §3.4.2): the value alone, or beside its attributes under `value`. */
export class SimpleContentDecoder implements TypeDecoder {
  private readonly codec: SimpleCodec;
  private readonly typeName: string;
  private readonly attributes: AttributesDecoder;

  constructor(decoders: Decoders, type: ComplexType, codec: SimpleCodec) {
    this.codec = codec;
    this.typeName = typeNameOf(decoders.contract.model, type.simple ?? -1);
    this.attributes = new AttributesDecoder(decoders, type);
  }

  decode(state: DecodeState, tags: Tags | undefined): unknown {
    const object: Json = { ...tags };
    this.attributes.decode(state, object);
    const value = decodeText(state, this.codec, this.typeName);
    if (this.attributes.none && tags === undefined) return value;
    return value === undefined ? object : { ...tags, value, ...object };
  }

  nil(state: DecodeState, tags: Tags | undefined): unknown {
    const object: Json = { ...tags };
    const before = Object.keys(object).length;
    this.attributes.decode(state, object);
    consumeNil(state);
    if (Object.keys(object).length > before) return { ...tags, value: null, ...object };
    return tags === undefined ? null : { ...tags, $nil: true };
  }
}
