import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Contract } from '../../src/codec/index.ts';
import { encodeElement, encodeRoot } from '../../src/codec/index.ts';
import type { BoundAdapter, BoundOperation } from '../../src/protocol/bound.ts';
import type { SoapToken } from '../../src/adapter/token.ts';
import { Contracts } from '../../src/protocol/contracts.ts';
import { envelopeNamespaces, writeEnvelope } from '../../src/protocol/soap/envelope.ts';
import { wsdlAdapter } from '../../src/protocol/wsdl-adapter.ts';
import { corpus } from '../support/wsdl-corpus.ts';
import type { Partner } from './partner.ts';
import { httpPartner } from './partner.ts';
import { attemptOf } from './shop.ts';

type Json = Readonly<Record<string, unknown>>;

let body = '';
let partner: Partner;

beforeAll(async () => {
  partner = await httpPartner((response) => response.end(body));
});
afterAll(() => partner[Symbol.asyncDispose]());

function wsdls(): string[] {
  return readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.wsdl'));
}

/** The corpus also holds what cannot be served; the codec's tests list that, with the reasons. */
function served(path: string): BoundAdapter | undefined {
  try {
    return wsdlAdapter({ file: join(corpus, path), name: 'corpus', endpoint: partner.origin });
  } catch {
    return undefined;
  }
}

/** The partner's reply that holds this output. */
function replyOf({ operation }: BoundOperation, contracts: Contracts): string {
  const { token } = operation.wire as { readonly token?: SoapToken };
  if (!token) throw new Error('zero code is SOAP');
  const { contract, model } = contracts.operation(token);
  const { $headers, ...content } = operation.example.output as Json;
  if (!model.output) return '';
  const namespaces = envelopeNamespaces(model.soap);
  const write = (key: string, element: number, from: unknown): string =>
    encodeElement(contract, element, (from as Json)[key], namespaces, []);
  const shown = Object.keys($headers ?? {});
  const headers = model.output.headers.filter(({ key }) => shown.includes(key));
  const header = headers.map(({ key, element }) => write(key, element, $headers)).join('');
  const [first] = model.output.parts;
  if (first?.key === '') return writeEnvelope(namespaces, header, rootOf(contract, first.element, content, namespaces));
  return writeEnvelope(
    namespaces,
    header,
    model.output.parts.map(({ key, element }) => write(key, element, content)).join(''),
  );
}

function rootOf(
  contract: Contract,
  element: number,
  content: Json,
  namespaces: ReturnType<typeof envelopeNamespaces>,
): string {
  return encodeRoot(contract, element, content, namespaces, []);
}

/** Absent repeated elements are read as `[]`, and a sample need not write them. */
function withoutEmptyArrays(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmptyArrays);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, member]) => !(Array.isArray(member) && member.length === 0));
  return Object.fromEntries(entries.map(([key, member]) => [key, withoutEmptyArrays(member)]));
}

describe.skipIf(!existsSync(corpus))(
  'every operation of the public WSDLs that are served (skipped where ../shared/wsdl-corpus is missing)',
  () => {
    it('sends its example, and reads its example back without drift', { timeout: 120_000 }, async () => {
      const wrong: string[] = [];
      let operations = 0;
      for (const path of wsdls()) {
        const bound = served(path);
        const contracts = new Contracts(join(corpus, path, '..'));
        for (const operation of bound?.operations.values() ?? []) {
          operations++;
          const { example } = operation.operation;
          body = example.output === null ? '' : replyOf(operation, contracts);
          const { output, drift } = await operation.attempt(operation.checkInput(example.input), attemptOf());
          const same = [withoutEmptyArrays(output), drift];
          if (!equal(same, [withoutEmptyArrays(example.output), []])) wrong.push(`${path} ${operation.name}`);
        }
        await bound?.close();
      }
      expect(wrong).toEqual([]);
      expect(operations).toBeGreaterThan(400);
    });
  },
);

function equal(one: unknown, other: unknown): boolean {
  try {
    expect(one).toEqual(other);
    return true;
  } catch {
    return false;
  }
}
