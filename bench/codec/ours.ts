import { fileURLToPath } from 'node:url';
import { rootInSteps } from '../../src/codec/decode/element.ts';
import { inSteps, windowLength } from '../../src/codec/decode/stream/in-steps.ts';
import type { Steps } from '../../src/codec/xml/steps.ts';
import { attempt, finishInSteps, skipInSteps } from '../../src/codec/xml/steps.ts';
import { decodeBytes, decodeRoot, link, loadWsdl, XmlReader } from '../../src/codec/index.ts';
import { DocumentSource } from '../../src/codec/xml/document-source.ts';

export const ordersWsdl = fileURLToPath(new URL('../orders.wsdl', import.meta.url));
export const contract = link(loadWsdl(ordersWsdl));
/** ListOrdersResponse. */
export const response = contract.model.operations[0]?.output?.parts[0]?.element ?? -1;

/** A SOAP reply from its bytes to its JSON, with every check. */
export function decodeAtOnce(bytes: Uint8Array): unknown {
  const reader = new XmlReader(decodeBytes(bytes));
  reader.readRoot();
  reader.nextChild();
  reader.nextChild();
  const json = decodeRoot(contract, response, reader, { drift: [] });
  while (reader.depth > 0) reader.nextChild();
  reader.finish();
  return json;
}

const chunkBytes = 1 << 16;

function* chunksOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}

/** The same over chunks, as a long reply is read. */
export function decodeInSteps(bytes: Uint8Array): Promise<unknown> {
  const reader = new XmlReader('', {}, windowLength);
  function* steps(): Steps<unknown> {
    yield* attempt(reader, () => reader.readRoot());
    yield* attempt(reader, () => reader.nextChild());
    yield* attempt(reader, () => reader.nextChild());
    const json = yield* rootInSteps(contract, response, reader, { drift: [] });
    yield* skipInSteps(reader, 1);
    yield* finishInSteps(reader);
    return json;
  }
  return inSteps(reader, new DocumentSource(chunksOf(bytes)), Infinity, steps());
}
