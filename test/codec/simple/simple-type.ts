import type { SimpleType, TypeRef } from '../../../src/codec/model.ts';
import { Namespaces } from '../../../src/codec/namespaces.ts';
import type { SimpleCodec, SimpleProblem } from '../../../src/codec/simple/simple-codec.ts';
import { compileSimple } from '../../../src/codec/simple/simple-codec.ts';
import { ModelBuilder } from '../model-builder.ts';

const bound: Readonly<Record<string, string>> = { p: 'urn:p', '': 'urn:default' };

/** A codec with the reports beside the results. */
export class Tried {
  readonly codec: SimpleCodec;

  constructor(codec: SimpleCodec) {
    this.codec = codec;
  }

  decode(text: string): [value: unknown, ...kinds: string[]] {
    const problems: SimpleProblem[] = [];
    const value = this.codec.decode(
      text,
      (prefix) => bound[prefix],
      (problem) => problems.push(problem),
    );
    return [value, ...problems.map(({ kind, fatal }) => (fatal ? `fatal ${kind}` : kind))];
  }

  encode(value: unknown): [text: string, ...messages: string[]] {
    const messages: string[] = [];
    const text = this.codec.encode(value, new Namespaces({ 'urn:p': 'p' }), (message) => messages.push(message));
    return [text, ...messages];
  }
}

export function builtin(name: string, facets: SimpleType['facets'] = {}): Tried {
  return built((builder) => builder.simple(name, Object.keys(facets).length === 0 ? {} : { facets }));
}

export function built(build: (builder: ModelBuilder) => TypeRef): Tried {
  const builder = new ModelBuilder();
  const ref = build(builder);
  return new Tried(compileSimple(builder.model, ref));
}
