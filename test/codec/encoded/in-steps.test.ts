import { describe, expect, it } from 'vitest';
import { inSteps } from '../../../src/codec/decode/stream/in-steps.ts';
import type { Steps } from '../../../src/codec/xml/steps.ts';
import { attempt, finishInSteps } from '../../../src/codec/xml/steps.ts';
import { MessageDecoder } from '../../../src/codec/message-decoder.ts';
import { DocumentSource } from '../../../src/codec/xml/document-source.ts';
import { XmlReader } from '../../../src/codec/xml/reader.ts';
import type { Drift } from '../../../src/codec/problem.ts';
import { bodyText, echo, readBody } from './echo.ts';

const never = (): boolean => false;

function* bodyInSteps(type: string, reader: XmlReader, drift: Drift[]): Steps<unknown> {
  const { contract, output } = echo(type);
  yield* attempt(reader, () => reader.readRoot());
  const content = yield* new MessageDecoder(contract, output).steps(reader, { drift }, never);
  yield* finishInSteps(reader);
  return content;
}

type Outcome = { readonly content: unknown; readonly drift: readonly Drift[] } | { readonly error: string };

/** The body through a window of this length, from pieces of this many bytes. */
async function inPieces(type: string, body: string, window: number, size: number): Promise<Outcome> {
  const bytes = Buffer.from(bodyText(body));
  const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size),
  );
  const reader = new XmlReader('', {}, window);
  const drift: Drift[] = [];
  try {
    const steps = bodyInSteps(type, reader, drift);
    return { content: await inSteps(reader, new DocumentSource(chunks, undefined), Infinity, steps), drift };
  } catch (error) {
    return { error: String(error) };
  }
}

function atOnce(type: string, body: string): Outcome {
  try {
    return readBody(type, body);
  } catch (error) {
    return { error: String(error) };
  }
}

const many = (count: number, one: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => one(index)).join('');
const answer = (inside: string, behind = ''): string => `<r:EchoResponse>${inside}</r:EchoResponse>${behind}`;
const person = (index: number, more = ''): string =>
  `<name xsi:type="xsd:string">né ${index} &amp; co</name>\n<age xsi:type="xsd:int">${index}</age>${more}`;

const bodies: readonly (readonly [string, string, string])[] = [
  [
    'an array as PHP writes it',
    't:People',
    answer(
      `<return soapenc:arrayType="t:Person[300]">${many(300, (at) => `<item xsi:type="t:Person">${person(at)}</item>`)}</return>`,
    ),
  ],
  [
    'an array as Axis writes it',
    't:People',
    answer(
      '<return href="#all"/>',
      `<multiRef id="all" soapenc:root="0" soapenc:arrayType="t:Person[300]">${many(300, (at) => `<item href="#p${at}"/>`)}</multiRef>${many(300, (at) => `<multiRef id="p${at}" soapenc:root="0" xsi:type="t:Person">${person(at)}</multiRef>`)}`,
    ),
  ],
  [
    'arrays in structs in an array',
    't:People',
    answer(
      `<return>${many(3, (at) => `<item>${person(at, `<tags>${many(100, (tag) => `<t>${tag}</t>`)}</tags>`)}</item>`)}</return>`,
    ),
  ],
  [
    'what several refer to',
    't:People',
    answer(
      `<return>${many(90, () => '<item href="#one"/>')}</return>`,
      `<multiRef id="one">${person(1, `<tags>${many(90, (tag) => `<t>${tag}</t>`)}</tags>`)}</multiRef>`,
    ),
  ],
  [
    'what refers to itself',
    't:Person',
    answer(
      '<return href="#one"/>',
      `<multiRef id="one">${person(1, `<tags>${many(90, (tag) => `<t>${tag}</t>`)}</tags><friend href="#one"/>`)}</multiRef>`,
    ),
  ],
  ['a reference to nothing', 't:People', answer(`<return>${many(90, () => '<item href="#none"/>')}</return>`)],
  [
    'two dimensions',
    't:Grid',
    answer(`<return soapenc:arrayType="xsd:int[20,10]">${many(200, (at) => `<i>${at}</i>`)}</return>`),
  ],
  [
    'a wrong size',
    't:Strings',
    answer(`<return soapenc:arrayType="xsd:string[5]">${many(100, (at) => `<i>${at}</i>`)}</return>`),
  ],
  [
    'a partial array',
    't:Strings',
    answer(`<return soapenc:offset="[7]">${many(100, (at) => `<i>${at}</i>`)}</return>`),
  ],
  [
    'anything',
    't:Anything',
    answer(
      `<return>${many(40, (at) => `<item xsi:type="soapenc:Array" soapenc:arrayType="xsd:int[2]"><i>${at}</i><i xsi:nil="1"/></item><item xsi:type="t:Person">${person(at)}</item><item><x>${at}</x></item>`)}</return>`,
    ),
  ],
  [
    'what is not known, in every item',
    't:People',
    answer(`<return>${many(70, (at) => `<item>${person(at, '<other/>text')}</item>`)}</return>`),
  ],
  ['a bad number', 't:People', answer(`<return>${many(70, () => `<item>${person(1)}<age>x</age></item>`)}</return>`)],
  ['repeated accessors', 't:Repeated', answer(`<return>${many(100, (at) => `<n>${at}</n>`)}</return>`)],
  ['a repeated choice', 't:Either', answer(`<return>${many(50, (at) => `<a>${at}</a><b>${at}</b>`)}</return>`)],
  ['a nil answer', 't:People', answer('<return xsi:nil="true"/>')],
  ['another wrapper', 't:Strings', `<r:Other><return>${many(80, () => '<i/>')}</return></r:Other>`],
  ['nothing', 't:Strings', ''],
  ['an end that is missing', 't:Strings', answer(`<return>${many(80, () => '<i/>')}`)],
];

describe('an encoded body in steps comes to what it comes to at once:', () => {
  it.each(bodies)('%s', async (_, type, body) => {
    const whole = atOnce(type, body);
    for (const [window, size] of [
      [1, 1],
      [40, 17],
      [1 << 16, 4096],
    ] as const)
      expect(await inPieces(type, body, window, size)).toEqual(whole);
  });
});
