import type { Contract, Drift, EncodeProblem, MessageModel, Namespaces, OperationModel } from '../../codec/index.ts';
import { ContractError, sampleOf } from '../../codec/index.ts';
import { namesOf } from '../../codec/message-decoder.ts';
import { writeEnvelope } from '../../protocol/soap/envelope.ts';
import type { Packaging } from '../../protocol/attachments/outgoing-attachments.ts';
import { packagedMessage } from '../../protocol/attachments/packaged-message.ts';
import type { BodyInPieces } from '../../protocol/http/http-message.ts';
import { isJsonObject } from '../../protocol/json-object.ts';
import { SoapMessageWriter } from '../../protocol/soap/soap-message.ts';
import { fault, SoapReplyReader } from '../../protocol/soap/soap-reply.ts';
import type { UnpackedMessage } from './unpacked-message.ts';

/** A message as HTTP carries it. */
export interface WrittenMessage {
  readonly contentType: string;
  readonly body: Buffer;
}

const contentTypes = { '1.1': 'text/xml; charset=utf-8', '1.2': 'application/soap+xml; charset=utf-8' } as const;
const nothing: MessageModel = { use: 'literal', parts: [], attachments: [], headers: [] };

/** Why a message is refused: every difference from the contract that was seen. */
export class MisfitError extends Error {
  override readonly name = 'MisfitError';
  readonly found: readonly (Drift | EncodeProblem)[];

  constructor(found: readonly (Drift | EncodeProblem)[]) {
    super('The message does not fit its contract');
    this.found = found;
  }
}

/** One operation from the partner's side: what is a message to us is a reply there, and the other way round. */
export class SimulatedOperation {
  readonly model: OperationModel;
  readonly contract: Contract;
  readonly #reader: SoapReplyReader;
  readonly #writer: SoapMessageWriter;
  readonly #names: readonly string[];

  constructor(contract: Contract, model: OperationModel) {
    const mirrored: OperationModel = { ...model, input: model.output ?? nothing, output: model.input };
    this.model = model;
    this.contract = contract;
    this.#reader = new SoapReplyReader(contract, mirrored, {}, true);
    this.#writer = new SoapMessageWriter(contract, mirrored, true);
    this.#names = model.input.parts.flatMap(({ element }) => namesOf(contract, element));
  }

  /** Whether a body may begin with this element; `undefined`: an empty body. */
  takes(body: string | undefined): boolean {
    return body === undefined ? this.#names.length === 0 : this.#names.includes(body);
  }

  /** The input's JSON. Throws MisfitError for any difference from the contract, and MalformedError. */
  read(message: Pick<UnpackedMessage, 'text' | 'attachments'>): unknown {
    const reading = this.#read(message);
    if (reading === fault)
      throw new MisfitError([{ kind: 'root', path: '/Envelope/Body', expected: 'a request', found: 'a fault' }]);
    if (reading.drift.length > 0) throw new MisfitError(reading.drift);
    return reading.content;
  }

  #read({ text, attachments }: Pick<UnpackedMessage, 'text' | 'attachments'>): ReturnType<SoapReplyReader['read']> {
    const drift: Drift[] = [];
    try {
      return this.#reader.read(text, undefined, attachments, drift);
    } catch (error) {
      // What was passed over before often says why: an element that is missing, and one of its name in no namespace.
      if (error instanceof ContractError) throw new MisfitError([...drift, error.drift]);
      throw error;
    }
  }

  /** The message that answers with this output. Throws MisfitError with each place that the contract refuses. */
  write(output: unknown, addressing: (namespaces: Namespaces) => string, packaging: Packaging): WrittenMessage {
    const problems: EncodeProblem[] = [];
    const { $headers, ...content } = isJsonObject(output) ? output : {};
    const encoded = this.#writer.write(isJsonObject(output) ? content : output, $headers, problems, packaging);
    if (problems.length > 0) throw new MisfitError(problems);
    const { namespaces, headers, body } = encoded;
    const envelope = writeEnvelope(namespaces, addressing(namespaces) + headers, body);
    const { soap } = this.model;
    const packaged = packagedMessage({ soap, action: '' }, ['content-type', contentTypes[soap]], envelope, encoded);
    const [, contentType = ''] = packaged.headers;
    return { contentType, body: octetsOf(packaged.body ?? '') };
  }

  /** An invented output that the contract takes; `undefined` for a one-way operation. */
  sample(): unknown {
    const { output } = this.model;
    return output && sampleOf(this.contract.model, output, { direction: 'output' });
  }
}

function octetsOf(body: string | BodyInPieces): Buffer {
  return typeof body === 'string' ? Buffer.from(body) : Buffer.concat([...body], body.bytes);
}
