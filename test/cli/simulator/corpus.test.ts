import { describe, expect, it } from 'vitest';
import type { WsdlSimulator } from '../../../src/cli/simulator/simulator.ts';
import { startWsdlSimulator } from '../../../src/cli/simulator/simulator.ts';
import { XmlReader } from '../../../src/codec/index.ts';
import { wsdlAdapter } from '../../../src/protocol/wsdl-adapter.ts';
import { entryFile, loadable } from '../../support/wsdl-corpus.ts';

/** Of the large ones. */
const mostOperations = 25;

const names = loadable();

/** What a call with the operation's example comes to: `undefined` where all is well. */
async function misfit(file: string, { url }: WsdlSimulator): Promise<readonly unknown[]> {
  const adapter = wsdlAdapter({ file, name: 'partner', endpoint: `${url}/`, idempotent: () => true });
  const found: unknown[] = [];
  for (const [path, bound] of [...adapter.operations].slice(0, mostOperations)) {
    try {
      const attempt = {
        callId: 'call',
        attemptId: '00000000-0000-4000-8000-000000000000',
        client: undefined,
        now: new Date(0),
        timeoutMs: 10_000,
        signal: AbortSignal.timeout(10_000),
        traceparent: undefined,
      };
      const { drift } = await bound.attempt(bound.checkInput(bound.operation.example.input), attempt);
      if (drift.length > 0) found.push({ operation: path, drift });
    } catch (error) {
      found.push({ operation: path, error });
    }
  }
  await adapter.close();
  return found;
}

/** Everything that is reached from the WSDL; what is not there, or not XML. */
async function broken({ url }: WsdlSimulator): Promise<string[]> {
  const seen = new Set<string>();
  const found: string[] = [];
  const look = async (address: string): Promise<void> => {
    if (seen.has(address)) return;
    seen.add(address);
    const response = await fetch(address);
    const text = await response.text();
    const reader = new XmlReader(text);
    if (!response.ok) found.push(address);
    else {
      reader.readRoot();
      reader.skip();
      reader.finish();
    }
    for (const [, location = ''] of text.matchAll(/(?:schemaL|\sl)ocation=["'](http:\/\/127[^"']*\/_wsdl\/[^"']*)/g)) {
      await look(location);
    }
  };
  await look(`${url}/?wsdl`);
  return found;
}

describe.skipIf(names.length === 0)(
  'the partners of public WSDLs (skipped where ../shared/wsdl-corpus is missing)',
  () => {
    it.each(names)('%s is played: its samples go there and back, and its files can be had', async (name) => {
      const simulator = await startWsdlSimulator({ wsdl: entryFile(name), port: 0 });
      expect(await misfit(entryFile(name), simulator)).toEqual([]);
      expect(await broken(simulator)).toEqual([]);
      await simulator.close();
    });
  },
);
