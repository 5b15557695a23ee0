import { basename, dirname, resolve } from 'node:path';
import { z } from 'zod';
import type { Adapter } from '../adapter/adapter.ts';
import { tcp } from '../adapter/adapter.ts';
import type { Endpoint } from '../adapter/auth.ts';
import { noAuth } from '../adapter/auth.ts';
import { checkDeclaration } from '../adapter/check-declaration.ts';
import type { Corrections } from '../adapter/corrections.ts';
import type { Operation } from '../adapter/operation.ts';
import { never } from '../adapter/retry.ts';
import type { SoapToken } from '../adapter/token.ts';
import type { Model, OperationModel } from '../codec/index.ts';
import { plainDocumentation, sampleOf } from '../codec/index.ts';
import { bindWith } from './bind.ts';
import type { BoundAdapter } from './bound.ts';
import { Contracts } from './contracts.ts';
import type { ProtocolLimits } from './limits.ts';
import { targetOf } from './http/target.ts';

const longestTitle = 120;

export interface WsdlAdapterOptions {
  /** Path of the WSDL. */
  readonly file: string;
  /** The adapter's name: the URL's first segment. */
  readonly name: string;
  /** Where the partner listens; the WSDL's own `soap:address` where it is absent. */
  readonly endpoint?: string;
  /** The one SOAP port to serve; the first of each port type where it is absent. */
  readonly port?: string;
  readonly auth?: Endpoint['auth'];
  /** How binary content travels where the WSDL does not say. */
  readonly attachments?: NonNullable<Endpoint['attachments']>;
  /** Where the partner's messages disagree with the WSDL for good. */
  readonly corrections?: Corrections;
  /**
   * What a WSDL does not say: whether an operation may be sent twice. Nothing may, by default: then every call needs an
   * `Idempotency-Key` and the store, and none is repeated blindly.
   */
  readonly idempotent?: (operation: OperationModel) => boolean;
  readonly limits?: Partial<ProtocolLimits>;
}

/**
 * Zero code: every operation of a WSDL at `POST /<name>/<Operation>`, in the WSDL's own JSON. Throws SchemaError, or an
 * Error that says which option mends it.
 */
export function wsdlAdapter(options: WsdlAdapterOptions): BoundAdapter {
  const file = resolve(options.file);
  const { corrections } = options;
  // Nothing beside a WSDL that someone names is run.
  const contracts = new Contracts(dirname(file), () => corrections);
  const { model } = contracts.wsdl(basename(file));
  const operations = new Map<string, Operation>();
  for (const [path, operation] of named(chosen(model, options.port, options.file))) {
    checkAddress(operation, options.endpoint);
    operations.set(
      path.replaceAll('/', '.'),
      bareOperation(model, operation, path, basename(file), options.idempotent?.(operation) ?? false),
    );
  }
  const adapter: Adapter = {
    name: options.name,
    title: model.operations[0]?.service || options.name,
    env: z.unknown(),
    endpoint: () => ({
      url: options.endpoint ?? '',
      auth: options.auth ?? noAuth,
      ...(options.attachments && { attachments: options.attachments }),
    }),
    headers: undefined,
    faults: {},
    operations: Object.fromEntries(operations),
    health: { every: '1m', slowAfter: '2s', probe: tcp() },
  };
  checkDeclaration(adapter);
  return bindWith(adapter, undefined, contracts, options.limits);
}

/** The named port's operations; otherwise each operation of each port type at the first SOAP port that binds it. */
function chosen({ operations }: Model, port: string | undefined, file: string): OperationModel[] {
  const ports = [...new Set(operations.map((operation) => operation.port))];
  if (ports.length === 0) throw new Error(`${file} has no SOAP port`);
  if (port !== undefined) {
    if (!ports.includes(port)) throw new Error(`${file} has no SOAP port ${port}; it has ${ports.join(', ')}`);
    return operations.filter((operation) => operation.port === port);
  }
  const firstPorts = new Map<string, string>();
  for (const { portType, service, port: own } of operations) {
    if (!firstPorts.has(portType)) firstPorts.set(portType, `${service} ${own}`);
  }
  return operations.filter(
    (operation) => firstPorts.get(operation.portType) === `${operation.service} ${operation.port}`,
  );
}

/**
 * `<Operation>`; an overload by its input's name; where two port types have one of the name, `<Port>/<Operation>`.
 */
function named(operations: readonly OperationModel[]): Map<string, OperationModel> {
  const own = new Map<OperationModel, string>();
  for (const operation of operations) {
    const overloaded = operations.some(
      (other) => other !== operation && other.name === operation.name && other.portType === operation.portType,
    );
    own.set(operation, overloaded ? operation.inputName : operation.name);
  }
  const paths = new Map<string, OperationModel>();
  for (const [operation, name] of own) {
    const shared = [...own].some(([other, otherName]) => other !== operation && otherName === name);
    paths.set(shared ? `${operation.port}/${name}` : name, operation);
  }
  return paths;
}

function checkAddress(operation: OperationModel, endpoint: string | undefined): void {
  try {
    targetOf(endpoint ?? operation.address);
  } catch (cause) {
    const why =
      endpoint === undefined
        ? `port ${operation.port} has no http or https address; say where the partner listens with --endpoint`
        : 'the endpoint must be an http or https URL without user and password, as https://partner.example/service';
    throw new Error(why, { cause });
  }
}

function bareOperation(
  model: Model,
  operation: OperationModel,
  path: string,
  wsdl: string,
  idempotent: boolean,
): Operation {
  const { service, port, name, inputName, documentation } = operation;
  const token: SoapToken = { wsdl, service, port, operation: name, inputName };
  return {
    wire: { kind: 'soap', token },
    route: `POST /${path}`,
    title: firstSentence(documentation ?? '') || name,
    input: z.unknown(),
    output: z.unknown(),
    // A WSDL may have thousands of operations, and few of their samples are ever looked at.
    example: {
      get input() {
        return sampleOf(model, operation.input);
      },
      get output() {
        return operation.output ? sampleOf(model, operation.output, { direction: 'output' }) : null;
      },
    },
    idempotent,
    retry: never,
    deadline: '30s',
    attemptTimeout: '10s',
    pending: undefined,
    encode: undefined,
    decode: (reply) => reply,
    verdict: undefined,
    bare: true,
  };
}

function firstSentence(documentation: string): string {
  return plainDocumentation(documentation, longestTitle).split(/(?<=[.!?]) /, 1)[0] ?? '';
}
