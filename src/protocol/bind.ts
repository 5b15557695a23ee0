import { connect } from 'node:net';
import type { Adapter } from '../adapter/adapter.ts';
import type { Operation } from '../adapter/operation.ts';
import { jsonSchemaOf } from '../codec/index.ts';
import type { Contract, OperationModel } from '../codec/index.ts';
import { faultDetailSchemaOf, faultHeadersSchemaOf } from '../codec/describe/json-schema.ts';
import type { Binding, Party } from './binding.ts';
import { LinkedOperation, zodSchema } from './bound-operation.ts';
import type { BoundAdapter, OperationSchemas } from './bound.ts';
import { connectionBreakage } from './http/connection-breakage.ts';
import { Contracts } from './contracts.ts';
import type { ProtocolLimits } from './limits.ts';
import { defaultLimits } from './limits.ts';
import { SoapBinding } from './soap/soap-binding.ts';
import { targetOf } from './http/target.ts';
import { Transport } from './http/transport.ts';
import { XmlBinding } from './xml-binding.ts';

export interface BindOptions {
  /** The folder that tokens' files are relative to. */
  readonly wsdlRoot: string;
  readonly limits?: Partial<ProtocolLimits>;
}

/**
 * Joins an adapter to its compiled contracts and a transport of its own. `env` is what the adapter's env schema made of
 * the environment. Files are read, nothing is sent. Throws SchemaError, or an Error that names adapter, operation and mend.
 */
export function bindAdapter(adapter: Adapter, env: unknown, options: BindOptions): BoundAdapter {
  return bindWith(adapter, env, new Contracts(options.wsdlRoot), options.limits);
}

/** {@link bindAdapter} with contracts that may be loaded already. */
export function bindWith(
  adapter: Adapter,
  env: unknown,
  contracts: Contracts,
  given: Partial<ProtocolLimits> = {},
): BoundAdapter {
  const limits = { ...defaultLimits, ...given };
  const transport = new Transport(limits);
  const operations = new Map<string, LinkedOperation>();
  for (const [name, operation] of Object.entries(adapter.operations)) {
    const party = { adapter, env, operation, limits: limits.xml };
    const { binding, describe } = bindOperation(party, name, contracts);
    operations.set(name, new LinkedOperation({ adapter, name, operation, env }, binding, transport, describe));
  }
  return {
    adapter,
    operations,
    connect: (timeoutMs) => connectTo(operations, timeoutMs),
    close: () => transport.close(),
  };
}

function bindOperation(
  party: Party,
  name: string,
  contracts: Contracts,
): { binding: Binding; describe: () => OperationSchemas } {
  const { wire } = party.operation;
  try {
    if (wire.kind === 'xml') {
      return {
        binding: new XmlBinding(party, wire, (token) => contracts.root(token)),
        describe: () => zodSchemas(party.operation),
      };
    }
    const { contract, model } = contracts.operation(wire.token);
    return { binding: new SoapBinding(party, contract, model), describe: () => soapSchemas(party, contract, model) };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`adapter "${party.adapter.name}", operation "${name}": ${why}`, { cause });
  }
}

function zodSchemas({ input, output }: Operation): OperationSchemas {
  return {
    input: zodSchema(input, 'input'),
    output: zodSchema(output, 'output'),
    faultDetail: undefined,
    definitions: {},
  };
}

function soapSchemas(
  { adapter, operation }: Party,
  { model }: Contract,
  { input, output, faults, headerFaults }: OperationModel,
): OperationSchemas {
  const options = { prefix: `${adapter.name}.` };
  const detail = faultDetailSchemaOf(model, faults, options);
  const headers = faultHeadersSchemaOf(model, headerFaults, options);
  const fault = {
    faultDetail: detail?.schema,
    ...(headers && { faultHeaders: headers.schema }),
    definitions: { ...detail?.definitions, ...headers?.definitions },
  };
  if (!operation.bare) return { ...zodSchemas(operation), ...fault };
  const message = jsonSchemaOf(model, input, 'input', options);
  const reply = output && jsonSchemaOf(model, output, 'output', options);
  return {
    ...fault,
    input: message.schema,
    output: reply?.schema ?? { type: 'null' },
    definitions: { ...fault.definitions, ...message.definitions, ...reply?.definitions },
  };
}

/** Opens and closes one TCP connection to where the first operation's example would be sent: an endpoint may choose by its input. */
async function connectTo(operations: ReadonlyMap<string, LinkedOperation>, timeoutMs: number): Promise<void> {
  const [first] = operations.values();
  if (!first) return;
  const { bare, example } = first.operation;
  const input = bare ? example.input : first.checkInput(example.input);
  const { host, port } = targetOf(first.endpoint(input, { client: undefined, callId: '', now: new Date() }).url);
  await new Promise<void>((resolve, reject) => {
    const socket = connect({ host, port, autoSelectFamily: true });
    const timer = setTimeout(
      () => socket.destroy(Object.assign(new Error('connect timeout'), { code: 'ETIMEDOUT' })),
      timeoutMs,
    );
    socket.once('connect', () => resolve());
    socket.once('error', (error) => reject(connectionBreakage(error, false)));
    socket.once('connect', () => socket.destroy());
    socket.once('close', () => clearTimeout(timer));
  });
}
