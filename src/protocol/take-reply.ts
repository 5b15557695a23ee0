import { BreakageError } from '../adapter/breakage.ts';
import type { Drift, XmlLimits } from '../codec/index.ts';
import { ContractError, decodeBytes, MalformedError, XmlReader } from '../codec/index.ts';
import { inSteps, windowLength } from '../codec/decode/stream/in-steps.ts';
import type { Steps } from '../codec/xml/steps.ts';
import { DocumentSource } from '../codec/xml/document-source.ts';
import { AttemptBreakage } from './attempt-breakage.ts';
import { charsetOf } from './http/content-type.ts';
import type { HttpReply } from './http/http-message.ts';
import { ReleasedChunks } from './http/released-chunks.ts';

/** The reply's text by BOM, HTTP charset, XML declaration. Throws MalformedError. */
export function textOfReply(reply: HttpReply): string {
  const { chunks, bytes } = reply;
  const body = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, bytes);
  return decodeBytes(body, charsetOf(reply.contentType));
}

/** Why the text is no well-formed document to its end; `undefined` where it is one. */
function whatIsMalformed(text: string): string | undefined {
  try {
    const reader = new XmlReader(text);
    reader.readRoot();
    reader.skip();
    reader.finish();
    return undefined;
  } catch (error) {
    if (error instanceof MalformedError) return error.message;
    throw error;
  }
}

/**
 * Reads a 2xx body with `read`, and gives what goes wrong its kind: `malformed` for what is not a whole document, even
 * where a difference from the contract was seen first; `drift` for a whole document that breaks the contract. `read` adds
 * to its `drift` what it passes over.
 */
export function takeBody<Taken>(reply: HttpReply, read: (text: string, drift: Drift[]) => Taken): Taken {
  if (reply.lost) throw reply.lost;
  const facts = { partnerStatus: reply.status };
  if (reply.bytes === 0)
    throw new BreakageError('malformed', `The partner answered HTTP ${reply.status} with an empty body`, facts);
  let text: string | undefined;
  const drift: Drift[] = [];
  try {
    text = textOfReply(reply);
    return read(text, drift);
  } catch (cause) {
    if (cause instanceof MalformedError) throw malformed(cause.message, reply, cause);
    if (!(cause instanceof ContractError) || text === undefined) throw cause;
    const why = whatIsMalformed(text);
    throw why === undefined ? driftBreakage(cause, reply, drift) : malformed(why, reply, cause);
  }
}

/** A longer reply is read in steps. */
const longReplyBytes = 256 * 1024;

/** Whether a reply is so long that others would wait while it is read at once. */
export function isLong({ bytes, lost }: HttpReply): boolean {
  return bytes > longReplyBytes && lost === undefined;
}

/**
 * As {@link takeBody}, of a long reply: it is read in steps, so that others have their turns. `read` is given what to
 * call once the text will not be asked for again: from there on the chunks are let go as they are read.
 */
export async function takeLongBody<Taken>(
  reply: HttpReply,
  limits: Partial<XmlLimits>,
  read: (reader: XmlReader, once: () => void, drift: Drift[]) => Steps<Taken>,
): Promise<Taken> {
  const reader = new XmlReader('', limits, windowLength);
  const drift: Drift[] = [];
  const chunks = new ReleasedChunks(reply.chunks);
  const source = new DocumentSource(chunks, charsetOf(reply.contentType));
  try {
    return await inSteps(
      reader,
      source,
      Infinity,
      read(reader, () => chunks.once(), drift),
    );
  } catch (cause) {
    if (cause instanceof ContractError) throw driftBreakage(cause, reply, drift);
    throw cause instanceof MalformedError ? malformed(cause.message, reply, cause) : cause;
  }
}

function malformed(why: string, { status }: HttpReply, cause: unknown): BreakageError {
  return new BreakageError('malformed', `The partner’s reply is not what it promised: ${why}`, {
    partnerStatus: status,
    cause,
  });
}

/** As many differences as a reading tells of. */
const mostDrift = 100;

/** What was passed over before says why: a missing element may have come by another name. What broke the contract is the last. */
function driftBreakage(error: ContractError, reply: HttpReply, before: readonly Drift[]): AttemptBreakage {
  return new AttemptBreakage(
    'drift',
    `The partner’s reply breaks its contract: ${error.message}`,
    { partnerStatus: reply.status, cause: error },
    [...before.slice(0, mostDrift - 1), error.drift],
  );
}

/** Nobody writes a longer fault, and reading it at once would hold others up. */
const longestFaultBytes = 1024 * 1024;

/** Like {@link takeBody} for a status that speaks for itself: `undefined` where the body says nothing more. */
export function tryBody<Taken>(reply: HttpReply, read: (text: string) => Taken): Taken | undefined {
  if (reply.lost || reply.bytes === 0 || reply.bytes > longestFaultBytes) return undefined;
  try {
    return read(textOfReply(reply));
  } catch (error) {
    if (error instanceof MalformedError || error instanceof ContractError) return undefined;
    throw error;
  }
}

/** A maintenance page, even a well-formed one, is no reply that changed: it is no reply at all. */
export function refusePage(reader: XmlReader): void {
  if (reader.local.toLowerCase() === 'html') throw new MalformedError('an HTML page');
}

export function contractError(kind: Drift['kind'], path: string, expected: string, found: string): ContractError {
  return new ContractError({ kind, path, expected, found });
}
