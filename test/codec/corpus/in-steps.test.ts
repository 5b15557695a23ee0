import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inSteps } from '../../../src/codec/decode/stream/in-steps.ts';
import type { Steps } from '../../../src/codec/xml/steps.ts';
import { attempt, finishInSteps, skipInSteps } from '../../../src/codec/xml/steps.ts';
import type { Contract, ContractError, Drift, MessageModel, Model } from '../../../src/codec/index.ts';
import { decodeBytes, link, XmlReader } from '../../../src/codec/index.ts';
import { MessageDecoder } from '../../../src/codec/message-decoder.ts';
import { DocumentSource } from '../../../src/codec/xml/document-source.ts';
import { pieces } from '../decode/stream/outcome.ts';
import { corpus, services } from '../../support/wsdl-corpus.ts';
import { loaded } from './proof.ts';
import type { Recorded } from './recorded.ts';
import { recordedOf } from './recorded.ts';

const never = (): boolean => false;
const known = loaded();
const recorded = services().flatMap((service) => (known.has(service) ? recordedOf(service) : []));

function messageOf({ operations }: Model, { operation, direction }: Recorded): MessageModel {
  const message = (operations.find(({ name }) => name === operation) ?? operations[0])?.[direction];
  if (message === undefined) throw new Error(`${operation} has no ${direction}`);
  return message;
}

/** To the start tag of the body. */
function* toBody(reader: XmlReader): Steps<void> {
  yield* attempt(reader, () => reader.readRoot());
  while (yield* attempt(reader, () => reader.nextChild())) {
    if (reader.local === 'Body') return;
    yield* skipInSteps(reader);
  }
}

function* steps(reader: XmlReader, decoder: MessageDecoder, drift: Drift[]): Steps<unknown> {
  yield* toBody(reader);
  reader.sawText = false;
  const value = yield* decoder.steps(reader, { drift }, never);
  yield* skipInSteps(reader, 1);
  yield* finishInSteps(reader);
  return { value, drift };
}

async function throughWindow(
  bytes: Buffer,
  decoder: MessageDecoder,
  sizes: number[],
  window: number,
): Promise<unknown> {
  const reader = new XmlReader('', {}, window);
  const source = new DocumentSource(pieces(bytes, sizes));
  try {
    return await inSteps(reader, source, Infinity, steps(reader, decoder, []));
  } catch (error) {
    return (error as ContractError).drift ?? error;
  }
}

function atOnce(bytes: Buffer, decoder: MessageDecoder): unknown {
  const reader = new XmlReader(decodeBytes(bytes));
  const drift: Drift[] = [];
  try {
    toBody(reader).next();
    reader.sawText = false;
    const value = decoder.decode(reader, { drift });
    while (reader.depth > 0) reader.nextChild();
    reader.finish();
    return { value, drift };
  } catch (error) {
    return (error as ContractError).drift ?? error;
  }
}

describe.skipIf(recorded.length === 0)(
  'recorded messages through a window give what they give at once (skipped where ../shared/wsdl-corpus is missing)',
  () => {
    const contracts = new Map<string, Contract>();

    it.each(recorded)('$file', async (one) => {
      const contract = contracts.get(one.service) ?? link(known.get(one.service) as Model);
      contracts.set(one.service, contract);
      const decoder = new MessageDecoder(contract, messageOf(contract.model, one));
      const bytes = readFileSync(join(corpus, one.file));
      const whole = atOnce(bytes, decoder);
      for (const [sizes, window] of [
        [[7, 100], 1],
        [[333], 150],
        [[4096], 2000],
      ] as const) {
        expect(await throughWindow(bytes, decoder, [...sizes], window)).toStrictEqual(whole);
      }
    });
  },
);
