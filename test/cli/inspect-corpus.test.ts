import { afterEach, describe, expect, it, vi } from 'vitest';
import { run } from '../../src/cli/inspect.ts';
import { link } from '../../src/codec/link.ts';
import { decodeHeader, decodeMessage } from '../../src/codec/message-decoder.ts';
import type { MessageModel, Model, OperationModel } from '../../src/codec/model.ts';
import { XmlReader } from '../../src/codec/xml/reader.ts';
import type { Drift } from '../../src/codec/problem.ts';
import type { Libxml2 } from '../codec/arbitrary/libxml2.ts';
import { entryFile } from '../support/wsdl-corpus.ts';
import { loaded, validatorOf } from '../codec/corpus/proof.ts';
import { unfit } from '../codec/corpus/unfit.ts';

interface Shown {
  readonly json: Readonly<Record<string, unknown>>;
  readonly xml?: string;
}

const models = loaded();

afterEach(() => {
  vi.restoreAllMocks();
});

async function printed(...args: string[]): Promise<string> {
  let text = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((...written: unknown[]) => {
    text += String(written[0]);
    const done = written.at(-1);
    if (typeof done === 'function') done();
    return true;
  });
  expect(await run(args)).toBe(0);
  vi.restoreAllMocks();
  return text;
}

/** What our own codec reads of a sample, and what of it is drift. */
function read(model: Model, message: MessageModel, xml: string): { value: unknown; drift: readonly Drift[] } {
  const contract = link(model);
  const drift: Drift[] = [];
  const reader = new XmlReader(xml);
  reader.readRoot();
  let headers: Record<string, unknown> | undefined;
  while (reader.nextChild() && reader.local !== 'Body') {
    headers = {};
    while (reader.nextChild()) {
      const header = message.headers.find(({ element }) => model.elements[element]?.name === reader.local);
      if (header) headers[header.key] = decodeHeader(contract, header, reader, { drift });
    }
  }
  const content = decodeMessage(contract, message, reader, { drift }) as object;
  return { value: headers === undefined ? content : { ...content, $headers: headers }, drift };
}

/** Without what reading adds to a sample: empty arrays, the values of absent attributes. */
function within(sample: unknown, value: unknown): unknown {
  if (Array.isArray(sample))
    return sample.map((item, index) => within(item, (value as unknown[] | undefined)?.[index]));
  if (typeof sample !== 'object' || sample === null) return value;
  const object = (value ?? {}) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.entries(sample).map(([key, member]) => [key, within(member, object[key])]));
}

/** What is wrong with the sample of one message. */
function problemsOf(
  model: Model,
  message: MessageModel,
  { json, xml }: Shown,
  libxml2: Libxml2 | undefined,
): unknown[] {
  if (xml === undefined) return ['no message'];
  const invalid = message.encoding === undefined ? (libxml2?.problems(xml, 'envelope') ?? []) : [];
  const { value, drift } = read(model, message, xml);
  const sent = Object.fromEntries(
    Object.entries(json).filter(([key]) => !message.attachments.some((attachment) => attachment.key === key)),
  );
  const same = JSON.stringify(within(sent, value)) === JSON.stringify(sent);
  return [...invalid, ...drift, ...(same ? [] : [{ sent, value }])];
}

describe.skipIf(models.size === 0)('inspect on public WSDLs (skipped where ../shared/wsdl-corpus is missing)', () => {
  it.each([...models])('prints the signature of every operation of %s', async (name, { operations }) => {
    const text = await printed(entryFile(name));
    expect(operations.filter((operation) => !text.includes(`${operation.name}(`)).map((one) => one.name)).toEqual([]);
  });

  it.each([...models])('prints samples of %s that are valid', { timeout: 120_000 }, async (name, model) => {
    const { ports } = JSON.parse(await printed(entryFile(name), '--sample', '--json')) as {
      ports: { operations: { input: Shown; output?: Shown }[] }[];
    };
    const shown = ports.flatMap((port) => port.operations);
    const operations = Object.values(
      Object.groupBy(model.operations, ({ service, port }) => JSON.stringify([service, port])),
    ).flatMap((group = []) => group);
    using libxml2 = name in unfit ? undefined : validatorOf(name, model);
    const wrong = operations.flatMap((operation: OperationModel, index) => {
      const { input, output } = shown[index] ?? {};
      return [
        ...(input === undefined ? ['no input'] : problemsOf(model, operation.input, input, libxml2)),
        ...(operation.output ? problemsOf(model, operation.output, output ?? { json: {} }, libxml2) : []),
      ].map((problem) => [operation.name, problem]);
    });
    expect(wrong).toEqual([]);
  });
});
