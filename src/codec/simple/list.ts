import type { SimpleType } from '../model.ts';
import type { SimpleEngine } from './engine.ts';
import { compileFacets } from './facets.ts';
import type { SimpleProblem } from './simple-codec.ts';
import type { ValueSpace } from './value-space.ts';
import { accepted } from './value-space.ts';
import { collapse } from './white-space.ts';

function split(text: string): string[] {
  const items = collapse(text);
  return items === '' ? [] : items.split(' ');
}

/** The codec of a list type: items between white space, an array in JSON (XSD 1.0 part 2 §2.5.1.2). */
export function listCodec(type: SimpleType, item: SimpleEngine): SimpleEngine {
  const key = (text: string): string =>
    split(text)
      .map((one) => item.key(one))
      .join(' ');
  const keyOf = (value: unknown): string =>
    Array.isArray(value) ? value.map((one: unknown) => item.keyOf(one)).join(' ') : '';
  const space: ValueSpace = { accepts: accepted, key, length: (text) => split(text).length };
  const check = compileFacets(type.facets, space, 'items');
  const expected = `an array, each item ${item.expected}`;

  const encodeText: SimpleEngine['encodeText'] = (text, namespaces, report) => encode(split(text), namespaces, report);

  const encode: SimpleEngine['encode'] = (value, namespaces, report) => {
    if (!Array.isArray(value)) {
      report(`expected ${expected}`);
      return '';
    }
    let refusals = 0;
    const texts = value.map((one: unknown, index) => {
      const before = refusals;
      const refuse = (message: string): void => {
        refusals++;
        report(message, index);
      };
      const text = item.encode(one, namespaces, refuse);
      if (refusals === before && (text === '' || /[ \t\r\n]/.test(text)))
        refuse('expected a text without white space, not empty: white space parts the items of a list');
      return text;
    });
    if (refusals > 0) return '';
    // In its JSON form: a list of QNames is enumerated by expanded names.
    const problem = check?.(value.map(String).join(' '));
    if (problem !== undefined) report(`expected ${problem.expected}`);
    return problem === undefined ? texts.join(' ') : '';
  };

  return {
    plain: false,
    safe: item.safe,
    beside: undefined,
    octets: (base64) => base64,
    emptyIsValue: true,
    expected,
    encode,
    encodeText,
    key,
    keyOf,
    isValue: (value, text) => keyOf(value) === key(text),
    decode(text, resolvePrefix, report) {
      let fatal = false;
      const watch = (problem: SimpleProblem): void => {
        fatal ||= problem.fatal;
        report(problem);
      };
      const values = split(text).map((one) => item.decode(one, resolvePrefix, watch));
      if (fatal) return undefined;
      const problem = check?.(values.map(String).join(' '));
      if (problem !== undefined) report(problem);
      return values;
    },
  };
}
