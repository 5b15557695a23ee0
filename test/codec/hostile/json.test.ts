import { expect, it } from 'vitest';
import type { Contract, EncodeProblem, OperationModel } from '../../../src/codec/index.ts';
import { link, loadWsdl, sampleOf } from '../../../src/codec/index.ts';
import { SoapMessageWriter } from '../../../src/protocol/soap/soap-message.ts';
import { runs, seed } from '../../support/random-cases.ts';
import { entryFile, loadable } from '../../support/wsdl-corpus.ts';
import { ourTree } from '../xml/canonical-tree.ts';
import { Chance } from './mutant.ts';

const mostOperations = 12;
/** Over all operations. */
const rounds = runs(60);

const marker = 'S3CRET';
const nested = (text: string): unknown => JSON.parse(`${text.repeat(50_000)}0${']'.repeat(50_000)}`);
const chain = (key: string, depth: number): unknown => JSON.parse(`${`{"${key}":`.repeat(depth)}1${'}'.repeat(depth)}`);

/** What JSON can hold and nobody should send. */
const hostile: readonly unknown[] = [
  [null, true, false, 0, -0, -1, 1e308, 1.5e-9, 2 ** 53, 12_345_678_901_234_567_890n.toString(), '', ' ', '\n'],
  [
    marker,
    `${marker}\u0000`,
    `${marker}\uD800`,
    `${marker}\uFFFE`,
    `]]>${marker}<!--`,
    '&amp;',
    '<a/>',
    `${marker}:${marker}`,
  ],
  [
    '{urn:x}y',
    '{}',
    '{urn:x',
    'xs:string',
    'INF',
    'NaN',
    '2024-02-30',
    '-PT',
    'P',
    '0x10',
    '１２',
    '٣',
    'true ',
    '1e5',
  ],
  [[], [[]], [null], [marker, marker], {}, { value: marker }, { $nil: true }, { $nil: marker }, { $type: marker }],
  [{ $element: marker }, { $any: marker }, { $any: [{ name: marker, children: marker }] }, { $any: [null, 1, []] }],
  [
    { $mixed: [marker, { a: marker }] },
    { $rows: [marker] },
    { $order: ['a', '$any', marker] },
    { $attributes: { a: marker } },
  ],
  [{ $attributes: { '{urn:x}a': { b: marker } } }, { $headers: { a: marker } }, { $href: '#1' }],
  [JSON.parse('{"__proto__":{"a":1}}'), JSON.parse('{"constructor":{"prototype":{"a":1}}}'), { toString: marker }],
  [{ length: 2 ** 32 }, { '': marker }, { 'a/b~c': marker }, { '<a>': marker }, { 'a b': marker }],
  [marker.repeat(20_000), Array.from({ length: 5_000 }, () => marker), Array.from({ length: 5_000 }, () => ({}))],
  [nested('['), chain('a', 50_000), chain('children', 50_000), chain('$any', 10_000), chain('value', 10_000)],
  [{ $any: JSON.parse(`${'[{"name":"a","children":'.repeat(10_000)}[]${'}]'.repeat(10_000)}`) as unknown }],
].flat();

const keys = [
  '__proto__',
  'constructor',
  'value',
  '$type',
  '$element',
  '$any',
  '$mixed',
  '$rows',
  '$order',
  '$nil',
  '$attributes',
  '@id',
  '$headers',
  'x',
];

type Json = Record<string, unknown>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}

/** Puts something hostile somewhere into a message that was fine. */
function spoilt(message: unknown, chance: Chance): unknown {
  const copy: unknown = structuredClone(message);
  if (!isObject(copy) || chance.below(12) === 0) return chance.of(hostile);
  let at: Json = copy;
  for (;;) {
    const inside = Object.values(at).filter(isObject);
    if (inside.length === 0 || chance.below(4) === 0) break;
    at = chance.of(inside);
  }
  const own = Array.isArray(at) ? Array.from({ length: at.length + 1 }, (_, index) => String(index)) : Object.keys(at);
  const key = Array.isArray(at) || (own.length > 0 && chance.below(3) > 0) ? chance.of(own) : chance.of(keys);
  if (chance.below(8) === 0 && !Array.isArray(at)) Reflect.deleteProperty(at, key);
  else
    Object.defineProperty(at, key, { value: chance.of(hostile), enumerable: true, configurable: true, writable: true });
  return copy;
}

interface Case {
  readonly file: string;
  readonly contract: Contract;
  readonly operation: OperationModel;
}

function cases(): Case[] {
  const files = ['wsdl/tva/verification.wsdl', 'wsdl/droits/droits.wsdl', ...loadable().map(entryFile)];
  return files.flatMap((file) => {
    const contract = link(loadWsdl(file));
    return contract.model.operations.slice(0, mostOperations).map((operation) => ({ file, contract, operation }));
  });
}

/** What is wrong with what the encoder made of it; `undefined` where nothing is. */
function complaintOn({ contract, operation }: Case, content: unknown, headers: unknown): string | undefined {
  const problems: EncodeProblem[] = [];
  const {
    body,
    namespaces,
    headers: blocks,
  } = new SoapMessageWriter(contract, operation, true).write(content, headers, problems);
  const told = problems.find(({ message }) => message.includes(marker));
  if (told) return `a problem tells a value: ${told.message}`;
  if (problems.length === 0) ourTree(`<x${namespaces.declarations()}>${blocks}${body}</x>`, { attributes: 10_000 });
  return undefined;
}

it(
  'whatever JSON is sent, there are problems or a well-formed message, and nothing is thrown',
  { timeout: 3_600_000 },
  () => {
    const chance = new Chance(seed);
    const complaints: string[] = [];
    for (const one of cases()) {
      const sample = sampleOf(one.contract.model, one.operation.input);
      for (let round = 0; round < rounds; round++) {
        const content = spoilt(sample, chance);
        try {
          const complaint = complaintOn(one, content, chance.below(4) === 0 ? chance.of(hostile) : undefined);
          if (complaint !== undefined) complaints.push(`${one.file} ${one.operation.name}: ${complaint}`);
        } catch (error) {
          complaints.push(`${one.file} ${one.operation.name}: ${String((error as Error).stack).slice(0, 600)}`);
        }
      }
    }
    expect(complaints.slice(0, 5)).toEqual([]);
  },
);
