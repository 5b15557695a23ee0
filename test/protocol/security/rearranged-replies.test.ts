import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cases } from '../../support/random-cases.ts';
import { open, partner } from './believing.ts';
import { bearing, reply, signedReply } from './signing-partner.ts';

/** What the partner signed says MADE; what others add says LOST. */
const note = '<x:Note xmlns:x="urn:x" wsu:Id="note">signed</x:Note>';
const right = signedReply(partner, { ...bearing(partner), headers: note, signed: ['stamp', 'body', 'note'] });
const body = `<s:Body xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:wsu="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd" wsu:Id="body">${reply}</s:Body>`;

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where each element stands, in the order of their end tags. */
function elements(text: string): Span[] {
  const spans: Span[] = [];
  const begun: number[] = [];
  for (const { 0: tag, index } of text.matchAll(/<[^>]*>/g)) {
    if (!tag.startsWith('</')) begun.push(index);
    if (tag.startsWith('</') || tag.endsWith('/>')) spans.push({ start: begun.pop() ?? 0, end: index + tag.length });
  }
  return spans;
}

const alterations: readonly ((element: string) => string)[] = [
  (element) => element,
  (element) => element.replaceAll('MADE', 'LOST'),
  (element) => element.replace('MADE', '<!-- MADE -->LOST'),
  (element) => element.replace(/ (?:wsu:)?Id="[^"]*"/, '').replaceAll('MADE', 'LOST'),
  (element) => element.replace(/ wsu:Id=/, ' ID=').replaceAll('MADE', 'LOST'),
  (element) => element.replace(/ wsu:Id="[^"]*"/, ' xml:id="body"').replaceAll('MADE', 'LOST'),
  (element) => `<s:Header>${element}</s:Header>`,
  (element) => `<s:Body>${element.replaceAll('MADE', 'LOST')}</s:Body>`,
  (element) => `<ds:Object xmlns:ds="http://www.w3.org/2000/09/xmldsig#">${element}</ds:Object>`,
  (element) => element.replace(/URI="#\w+"/, 'URI=""'),
  (element) => element.replace(/URI="#\w+"/, 'URI="#note"'),
];

const step = fc.record({
  from: fc.nat(),
  to: fc.nat(),
  how: fc.constantFrom(...alterations),
  place: fc.constantFrom('before', 'behind', 'instead', 'first', 'last'),
  removed: fc.boolean(),
});

type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

/** Puts an altered copy of one element somewhere about another, and may take it away from where it was. */
function rearranged(text: string, { from, to, how, place, removed }: Step): string {
  const spans = elements(text);
  const source = spans[from % spans.length] ?? { start: 0, end: 0 };
  const copy = how(text.slice(source.start, source.end));
  const mark = removed && source.end - source.start < text.length ? '\u0000' : text.slice(source.start, source.end);
  const marked = text.slice(0, source.start) + mark + text.slice(source.end);
  const targets = elements(marked);
  const { start, end } = targets[to % targets.length] ?? { start: 0, end: 0 };
  const element = marked.slice(start, end);
  const opened = element.indexOf('>') + 1;
  const closed = element.lastIndexOf('</');
  const inside = element.endsWith('/>') ? opened : place === 'first' ? opened : closed;
  const placed = {
    before: copy + element,
    behind: element + copy,
    instead: copy,
    first: element.slice(0, inside) + copy + element.slice(inside),
    last: element.slice(0, inside) + copy + element.slice(inside),
  }[place];
  return (marked.slice(0, start) + placed + marked.slice(end)).replaceAll('\u0000', '');
}

describe('a signed reply whose elements somebody copied, moved and altered', () => {
  it('is refused, or says what was signed and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        const answer = await open(steps.reduce(rearranged, right));
        const refused = /^(?:Unbelieved|MalformedError): /.test(answer);
        expect(refused || (answer.includes(body) && !answer.includes('LOST'))).toBe(true);
      }),
      cases(500),
    );
  });

  it('is believed as it came', async () => {
    expect(await open(right)).toContain(body);
  });
});
