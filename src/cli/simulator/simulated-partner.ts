import { randomUUID } from 'node:crypto';
import type { Contract, EncodeProblem, Namespaces, OperationModel } from '../../codec/index.ts';
import { addressingNamespace, MalformedError } from '../../codec/index.ts';
import { escapeText } from '../../protocol/escape-text.ts';
import { isJsonObject } from '../../protocol/json-object.ts';
import type { Arrival } from './arrival.ts';
import { portPath } from './port-path.ts';
import { arrivalOf } from './arrival.ts';
import type { FaultCode, SimulatedFault } from './simulated-fault.ts';
import { faultStatus, placesOf, writeFault } from './simulated-fault.ts';
import { MisfitError, SimulatedOperation } from './simulated-operation.ts';
import { unpackedMessage } from './unpacked-message.ts';

/** A message as it came over HTTP, its content encoding undone. */
export interface ReceivedMessage {
  /** The URL's path, without its query. */
  readonly path: string;
  readonly contentType: string;
  readonly soapAction: string | undefined;
  readonly body: Buffer;
}

export interface SimulatedReply {
  readonly status: number;
  /** `undefined`: there is no body. */
  readonly contentType: string | undefined;
  readonly body: Buffer;
}

/**
 * What the partner answers: the operation's output as JSON (`$headers` beside it), or
 * `{ $fault: { code?, subcode?, reason?, detail? } }`. `undefined`: an invented output that the contract takes.
 */
export type Reply = (operation: OperationModel, input: unknown) => unknown;

/** A refusal on the way in. */
class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly fault: SimulatedFault;
  readonly status: number | undefined;

  constructor(fault: SimulatedFault, status?: number) {
    super(fault.reason);
    this.fault = fault;
    this.status = status;
  }
}

const mediaTypes = { '1.1': 'text/xml', '1.2': 'application/soap+xml' } as const;

/** A WSDL's ports from the partner's side: envelopes in, envelopes out. */
export class SimulatedPartner {
  readonly operations: readonly SimulatedOperation[];
  readonly #reply: Reply;

  constructor(contract: Contract, models: readonly OperationModel[], reply: Reply) {
    this.operations = models.map((model) => new SimulatedOperation(contract, model));
    this.#reply = reply;
  }

  async answer(message: ReceivedMessage): Promise<SimulatedReply> {
    let arrival: Arrival | undefined;
    let operation: SimulatedOperation | undefined;
    try {
      const unpacked = unpackedMessage(message.body, message.contentType);
      arrival = arrivalOf(unpacked.text);
      operation = this.#find(message, unpacked.mediaType, arrival);
      const input = operation.read(unpacked);
      return await this.#carryOut(operation, input, arrival, unpacked.mtom);
    } catch (error) {
      return refusal(error, message, arrival, operation);
    }
  }

  async #carryOut(
    operation: SimulatedOperation,
    input: unknown,
    arrival: Arrival,
    mtom: boolean,
  ): Promise<SimulatedReply> {
    const said = await this.#reply(operation.model, input);
    const fault = faultIn(said);
    if (fault !== undefined) return faultReply(fault, arrival, operation);
    if (operation.model.output === undefined) return { status: 202, contentType: undefined, body: Buffer.alloc(0) };
    const { action } = operation.model;
    const packaging = mtom || operation.model.mtom ? 'mtom' : 'inline';
    const addressing = (namespaces: Namespaces): string => addressingOf(arrival, `${action}Response`, namespaces);
    try {
      const output = said === undefined ? operation.sample() : said;
      return { status: 200, ...operation.write(output, addressing, packaging) };
    } catch (error) {
      if (!(error instanceof MisfitError)) throw error;
      return faultReply(
        {
          code: 'Server',
          reason: 'The reply that this simulator was given does not fit the contract',
          places: placesOf(error.found),
        },
        arrival,
        operation,
      );
    }
  }

  /** WSDL 1.1 leaves open how a message finds its operation: by its body's element, and where several take that, by the action. */
  #find({ path, soapAction }: ReceivedMessage, mediaType: string | undefined, arrival: Arrival): SimulatedOperation {
    const { soap, body } = arrival;
    if (soap === undefined)
      throw new RefusedError({ code: 'VersionMismatch', reason: 'Not an envelope of SOAP 1.1 or 1.2' });
    const there = this.operations.filter(({ model }) => portPath(model.service, model.port) === path);
    const here = there.length > 0 ? there : this.operations;
    const spoken = here.filter(({ model }) => model.soap === soap);
    if (spoken.length === 0) {
      const versions = [...new Set(here.map(({ model }) => `SOAP ${model.soap}`))].join(' and ');
      throw new RefusedError({ code: 'VersionMismatch', reason: `This port speaks ${versions} only` });
    }
    refuseMediaType(mediaType, soap);
    const action = arrival.action ?? soapAction;
    const named = (each: SimulatedOperation): boolean => each.model.action === action;
    const taking = spoken.filter((each) => each.takes(body));
    const found = taking.find(named) ?? taking[0] ?? (action === '' ? undefined : spoken.find(named));
    if (found === undefined) {
      const what = body === undefined ? 'an empty body' : `the element ${body}`;
      throw new RefusedError({ code: 'Client', reason: `No operation takes ${what}` });
    }
    // WS-I Basic Profile 1.1 R2744: what dispatches by it, as .NET does, would not find the operation.
    if (action !== undefined && action !== '' && !named(found) && found.model.action !== '') {
      throw new RefusedError({
        code: 'Client',
        reason: `The action of ${found.model.name} is another: ${found.model.action}`,
      });
    }
    return found;
  }
}

function refuseMediaType(mediaType: string | undefined, soap: OperationModel['soap']): void {
  if (mediaType === undefined || mediaType === mediaTypes[soap]) return;
  const reason = `SOAP ${soap} travels as ${mediaTypes[soap]}, not as ${mediaType === '' ? 'nothing' : mediaType}`;
  throw new RefusedError({ code: 'Client', reason }, 415);
}

function refusal(
  error: unknown,
  { contentType }: ReceivedMessage,
  arrival: Arrival | undefined,
  operation: SimulatedOperation | undefined,
): SimulatedReply {
  // What cannot be read says no version: its media type does.
  const from = arrival ?? nowhere(contentType);
  if (error instanceof RefusedError) return faultReply(error.fault, from, operation, error.status);
  if (error instanceof MalformedError) {
    return faultReply(
      { code: 'Client', reason: `The message is not XML that can be read: ${error.message}` },
      from,
      operation,
    );
  }
  if (!(error instanceof MisfitError)) throw error;
  const places = placesOf(error.found);
  const header = error.found.some((each) => 'kind' in each && each.kind === 'header');
  const code: FaultCode = header ? 'MustUnderstand' : 'Client';
  return faultReply({ code, reason: 'The message does not fit the contract', places }, from, operation);
}

function nowhere(contentType: string): Arrival {
  const soap = contentType.toLowerCase().includes('application/soap+xml') ? '1.2' : '1.1';
  return { soap, body: undefined, action: undefined, messageId: undefined };
}

function faultIn(said: unknown): SimulatedFault | undefined {
  const fault = isJsonObject(said) ? said['$fault'] : undefined;
  if (fault === undefined) return undefined;
  const { code, subcode, reason, detail } = isJsonObject(fault) ? fault : {};
  return {
    code: code === 'Client' || code === 'Sender' ? 'Client' : 'Server',
    subcode: typeof subcode === 'string' ? subcode : undefined,
    reason: typeof reason === 'string' ? reason : 'The partner says no',
    detail: isJsonObject(detail) ? detail : undefined,
  };
}

function faultReply(
  fault: SimulatedFault,
  arrival: Arrival,
  operation: SimulatedOperation | undefined,
  status?: number,
): SimulatedReply {
  const soap = arrival.soap ?? operation?.model.soap ?? '1.1';
  const problems: EncodeProblem[] = [];
  const headers = (namespaces: Namespaces): string =>
    addressingOf(arrival, `${addressingNamespace}/soap/fault`, namespaces);
  const text = writeFault(soap, fault, operation, problems, headers);
  if (problems.length === 0) return envelope(status ?? faultStatus(soap, fault), soap, text);
  const instead: SimulatedFault = {
    code: 'Server',
    reason: 'The fault that this simulator was given does not fit the contract',
    places: placesOf(problems),
  };
  return envelope(faultStatus(soap, instead), soap, writeFault(soap, instead, operation, [], headers));
}

/** WS-Addressing 1.0 Core §3.4, SOAP Binding §6: whoever names a message gets an answer that says to which it is. */
function addressingOf({ messageId }: Arrival, action: string, namespaces: Namespaces): string {
  if (messageId === undefined) return '';
  const wsa = (local: string): string => namespaces.name(addressingNamespace, local);
  const block = (local: string, content: string): string => `<${wsa(local)}>${escapeText(content)}</${wsa(local)}>`;
  return block('Action', action) + block('MessageID', `urn:uuid:${randomUUID()}`) + block('RelatesTo', messageId);
}

function envelope(status: number, soap: OperationModel['soap'], text: string): SimulatedReply {
  return { status, contentType: `${mediaTypes[soap]}; charset=utf-8`, body: Buffer.from(text) };
}
