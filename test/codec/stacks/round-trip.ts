import { sampleOf } from '../../../src/codec/describe/sample.ts';
import { typescriptOf } from '../../../src/codec/describe/typescript.ts';
import { link } from '../../../src/codec/link.ts';
import { decodeMessage } from '../../../src/codec/message-decoder.ts';
import { encodeMessage } from '../../../src/codec/message-encoder.ts';
import type { MessageModel, Model } from '../../../src/codec/model.ts';
import { Namespaces } from '../../../src/codec/namespaces.ts';
import type { Drift, EncodeProblem } from '../../../src/codec/problem.ts';
import { XmlReader } from '../../../src/codec/xml/reader.ts';

/** What became of a message's sample: what was written, and what was read of it. */
export interface RoundTrip {
  readonly name: string;
  readonly sample: unknown;
  readonly back: unknown;
  readonly found: readonly unknown[];
}

/** The sample of each message of each operation, written and read again; types are written too. */
export function roundTrips(model: Model): readonly RoundTrip[] {
  if (typescriptOf(model, { file: 'a.wsdl', command: 'types' }) === '') throw new Error('no types');
  return model.operations.flatMap(({ name, input, output }) => [
    roundTrip(model, name, input),
    ...(output ? [roundTrip(model, `${name}Response`, output)] : []),
  ]);
}

function roundTrip(model: Model, name: string, message: MessageModel): RoundTrip {
  const contract = link(model);
  const sample = sampleOf(model, message, { direction: 'output', headers: false });
  const namespaces = new Namespaces();
  const problems: EncodeProblem[] = [];
  const drift: Drift[] = [];
  const xml = encodeMessage(contract, message, sample, namespaces, problems);
  const reader = new XmlReader(`<Body${namespaces.declarations()}>${xml}</Body>`);
  reader.readRoot();
  const back = decodeMessage(contract, message, reader, { drift });
  return { name, sample, back, found: [...problems, ...drift] };
}

/** The JSON of a reply's body, and what it differs in. */
export function reply(model: Model, operation: string, body: string): unknown {
  const found = model.operations.find(({ name }) => name === operation);
  if (!found?.output) throw new Error(`no reply of ${operation}`);
  const reader = new XmlReader(body);
  reader.readRoot();
  const drift: Drift[] = [];
  const content = decodeMessage(link(model), found.output, reader, { drift });
  reader.finish();
  return { content, drift };
}
