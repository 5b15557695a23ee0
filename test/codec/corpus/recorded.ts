import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { link } from '../../../src/codec/link.ts';
import { decodeMessage } from '../../../src/codec/message-decoder.ts';
import type { Model } from '../../../src/codec/model.ts';
import type { Drift } from '../../../src/codec/problem.ts';
import { decodeBytes } from '../../../src/codec/xml/decode-bytes.ts';
import { XmlReader } from '../../../src/codec/xml/reader.ts';
import { corpus } from '../../support/wsdl-corpus.ts';

/** A message of the corpus, and beside it what zeep made of it. */
export interface Recorded {
  readonly service: string;
  /** Within the corpus. */
  readonly file: string;
  readonly operation: string;
  readonly direction: 'input' | 'output';
  readonly expected?: unknown;
}

/** Replies that stand in `messages`, and a request and response beside the WSDL. */
export function recordedOf(service: string): Recorded[] {
  const folder = join(corpus, service);
  const replies = !existsSync(join(folder, 'messages')) ? [] : readdirSync(join(folder, 'messages'));
  const decoded = replies
    .filter((file) => file.endsWith('.json'))
    .map((file): Recorded => {
      const { operation, expected } = JSON.parse(readFileSync(join(folder, 'messages', file), 'utf8')) as Recorded;
      const message = join(service, 'messages', file.replace(/\.json$/u, '.xml'));
      return { service, file: message, operation, direction: 'output', expected };
    });
  const { operation } = JSON.parse(readFileSync(join(folder, 'source.json'), 'utf8')) as { operation?: string };
  const pair = [['request.xml', 'input'] as const, ['response.xml', 'output'] as const].filter(([file]) =>
    existsSync(join(folder, file)),
  );
  return [
    ...decoded,
    ...pair.map(([file, direction]) => ({ service, file: join(service, file), operation: operation ?? '', direction })),
  ];
}

/** The JSON of the body, and how it differs from the contract. Throws what the codec throws. */
export function decodeRecorded(
  model: Model,
  { file, operation, direction }: Recorded,
): { value: unknown; drift: Drift[] } {
  const found = model.operations.find(({ name }) => name === operation) ?? model.operations[0];
  const message = found?.[direction];
  if (message === undefined) throw new Error(`${operation} has no ${direction}`);
  const drift: Drift[] = [];
  const reader = new XmlReader(decodeBytes(readFileSync(join(corpus, file))));
  reader.readRoot();
  while (reader.nextChild() && reader.local !== 'Body') reader.skip();
  const value = decodeMessage(link(model), message, reader, { drift });
  return { value, drift };
}
