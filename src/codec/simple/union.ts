import type { SimpleType } from '../model.ts';
import type { Namespaces } from '../namespaces.ts';
import type { SimpleEngine } from './engine.ts';
import type { FacetCheck } from './facets.ts';
import { enumeration, patterns } from './facets.ts';
import type { SimpleProblem } from './simple-codec.ts';
import { collapse } from './white-space.ts';

/** No prefix is bound where only the JSON form of a value is at hand. */
const unbound = (): undefined => undefined;

type Write = (member: SimpleEngine, report: (message: string) => void) => string;

/** The codec of a union: the first member that accepts a text decides (XSD 1.0 part 2 §2.5.1.3). */
export function unionCodec(type: SimpleType, members: readonly SimpleEngine[]): SimpleEngine {
  const expected = [...new Set(members.map((member) => member.expected))].join(', or ');
  const textual = type.json === 'string' || type.json === 'decimal';
  const emptyIsValue = members.some((member) => member.emptyIsValue);
  const key = (text: string): string => {
    for (const member of members) {
      let accepted = true;
      member.decode(text, unbound, () => void (accepted = false));
      if (accepted) return member.key(text);
    }
    return text;
  };
  const checks: FacetCheck[] = [...patterns(type.facets), ...enumeration(type.facets, { key })];
  const check = (text: string): SimpleProblem | undefined => {
    for (const one of checks) {
      const problem = one(text);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
  const lexical: SimpleProblem = Object.freeze({ kind: 'lexical', expected, fatal: !textual });
  const empty: SimpleProblem = Object.freeze({ kind: 'empty', expected, fatal: false });

  /** The first member that takes it; the refusal names them all. */
  function write(attempt: Write, report: (message: string) => void): string {
    for (const member of members) {
      let refused = false;
      const text = attempt(member, () => void (refused = true));
      if (refused) continue;
      const problem = checks.length === 0 ? undefined : check(text);
      if (problem === undefined) return text;
      report(`expected ${problem.expected}`);
      return '';
    }
    report(`expected ${expected}`);
    return '';
  }

  function encodeText(text: string, namespaces: Namespaces, report: (message: string) => void): string {
    return write((member, refuse) => member.encodeText(text, namespaces, refuse), report);
  }

  return {
    plain: false,
    safe: members.every((member) => member.safe),
    beside: undefined,
    octets: (base64) => base64,
    emptyIsValue,
    expected,
    encodeText,
    encode(value, namespaces, report) {
      if (typeof value === 'string' && textual) return encodeText(value, namespaces, report);
      return write((member, refuse) => {
        if (typeof value !== 'string' || !textual) return member.encode(value, namespaces, refuse);
        return member.encodeText(value, namespaces, refuse);
      }, report);
    },
    key,
    keyOf: (value) => key(String(value)),
    isValue: (value, text) => key(String(value)) === key(text),
    decode(text, resolvePrefix, report) {
      for (const member of members) {
        let accepted = true;
        const value = member.decode(text, resolvePrefix, () => void (accepted = false));
        if (!accepted) continue;
        const shown = typeof value === 'string' ? value : collapse(text);
        const problem = checks.length === 0 ? undefined : check(shown);
        if (problem !== undefined) report(problem);
        return textual ? shown : value;
      }
      const lexicalText = collapse(text);
      if (lexicalText === '' && !emptyIsValue) {
        report(empty);
        return undefined;
      }
      report(lexical);
      return textual ? lexicalText : undefined;
    },
  };
}
