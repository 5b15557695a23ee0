import { pino } from 'pino';
import { absentStore } from '../../src/cli/absent-store.ts';
import { openGateway } from '../../src/gateway.ts';
import type { WsdlAdapterOptions } from '../../src/protocol/wsdl-adapter.ts';
import { wsdlAdapter } from '../../src/protocol/wsdl-adapter.ts';

/** The zero-code facade in front of a partner: JSON in, JSON out, over real sockets. */
export interface ZeroCode extends AsyncDisposable {
  /** The answer's JSON; a problem where the call did not succeed, `undefined` where there is no body. */
  // oxlint-disable-next-line typescript/no-explicit-any -- a stranger's JSON, which the tests look into
  call(operation: string, input: unknown): Promise<any>;
}

export async function openZeroCode(
  file: string,
  endpoint: string,
  options: Partial<WsdlAdapterOptions> = {},
): Promise<ZeroCode> {
  const adapter = wsdlAdapter({ file, endpoint, name: 'partner', idempotent: () => true, ...options });
  const gateway = await openGateway(
    {
      adapters: [adapter],
      store: absentStore(),
      hasStore: false,
      apiKeys: [],
      log: pino({ level: 'silent' }),
      // A partner that fails at one value after the other is asked for the next all the same.
      calls: { consecutiveFailures: 1_000, failureVolume: 1_000 },
    },
    '127.0.0.1',
    0,
  );
  return {
    async call(operation, input) {
      const response = await fetch(`${gateway.url}/partner/${operation}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input),
      });
      const text = await response.text();
      return text === '' ? undefined : JSON.parse(text);
    },
    [Symbol.asyncDispose]: () => gateway.close(1_000),
  };
}
