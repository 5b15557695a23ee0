import { decodeLiteralArray } from '../encoded/body.ts';
import type { Contract } from '../link.ts';
import type { ArrayType } from '../model.ts';
import { decodeNil } from './simple.ts';
import type { DecodeState, Tags, TypeDecoder } from './state.ts';

/** An array of SOAP encoding in a literal message: its type is bound to the encoding, whatever its binding says. */
export class ArrayDecoder implements TypeDecoder {
  private readonly contract: Contract;
  private readonly type: ArrayType;

  constructor(contract: Contract, type: ArrayType) {
    this.contract = contract;
    this.type = type;
  }

  decode(state: DecodeState, tags: Tags | undefined): unknown {
    const items = decodeLiteralArray(this.contract, this.type, state.reader, state.report);
    return tags === undefined ? items : { ...tags, value: items };
  }

  nil(state: DecodeState, tags: Tags | undefined): unknown {
    return decodeNil(state, tags);
  }
}
