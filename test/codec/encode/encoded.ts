import { encodeElement, encodeRoot } from '../../../src/codec/encode/element.ts';
import { link } from '../../../src/codec/link.ts';
import type { ElementRef } from '../../../src/codec/model.ts';
import { Namespaces } from '../../../src/codec/namespaces.ts';
import type { EncodeProblem } from '../../../src/codec/problem.ts';
import { xsdNamespace, xsiNamespace } from '../../../src/codec/xml/vocabulary.ts';
import { ModelBuilder } from '../model-builder.ts';

/** The XML of an element of the model, `t` for `urn:t`; or each problem, as `pointer: message`. */
export class Encoded {
  readonly builder = new ModelBuilder();
  readonly element: ElementRef;

  constructor(build: (builder: ModelBuilder) => ElementRef) {
    this.element = build(this.builder);
  }

  write(value: unknown, encode = encodeElement): string | string[] {
    const problems: EncodeProblem[] = [];
    const namespaces = new Namespaces({ 'urn:t': 't', [xsiNamespace]: 'xsi', [xsdNamespace]: 'xs' });
    const text = encode(link(this.builder.model), this.element, value, namespaces, problems);
    return problems.length === 0 ? text : problems.map(({ pointer, message }) => `${pointer}: ${message}`);
  }

  root(value: unknown): string | string[] {
    return this.write(value, encodeRoot);
  }
}
