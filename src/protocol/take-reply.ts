import { BreakageError } from '../adapter/breakage.ts';
import type { Drift } from '../codec/index.ts';
import { ContractError, decodeBytes, MalformedError, XmlReader } from '../codec/index.ts';
import { AttemptBreakage } from './attempt-breakage.ts';
import type { HttpReply } from './http-message.ts';
import { charsetOf } from './http-message.ts';

/** The reply's text by BOM, HTTP charset, XML declaration. Throws MalformedError. */
export function textOfReply(reply: HttpReply): string {
  return decodeBytes(reply.body, charsetOf(reply.headers['content-type']));
}

/** Whether the text is a well-formed document to its end. */
function isWellFormed(text: string): boolean {
  try {
    const reader = new XmlReader(text);
    reader.readRoot();
    reader.skip();
    reader.finish();
    return true;
  } catch {
    return false;
  }
}

/**
 * Reads a 2xx body with `read`, and gives what goes wrong its kind: `malformed` for what is not a whole document, even
 * where a difference from the contract was seen first; `drift` for a whole document that breaks the contract.
 */
export function takeBody<Taken>(reply: HttpReply, read: (text: string) => Taken): Taken {
  if (reply.lost) throw reply.lost;
  const facts = { partnerStatus: reply.status };
  if (reply.body.byteLength === 0)
    throw new BreakageError('malformed', `The partner answered HTTP ${reply.status} with an empty body`, facts);
  let text: string | undefined;
  try {
    text = textOfReply(reply);
    return read(text);
  } catch (cause) {
    if (cause instanceof ContractError && text !== undefined && isWellFormed(text)) throw driftBreakage(cause, reply);
    if (!(cause instanceof ContractError) && !(cause instanceof MalformedError)) throw cause;
    const why = cause instanceof MalformedError ? cause.message : 'the document is not well-formed';
    throw new BreakageError('malformed', `The partner’s reply is not what it promised: ${why}`, { ...facts, cause });
  }
}

function driftBreakage(error: ContractError, reply: HttpReply): AttemptBreakage {
  return new AttemptBreakage(
    'drift',
    `The partner’s reply breaks its contract: ${error.message}`,
    { partnerStatus: reply.status, cause: error },
    [error.drift],
  );
}

/** Like {@link takeBody} for a status that speaks for itself: `undefined` where the body says nothing more. */
export function tryBody<Taken>(reply: HttpReply, read: (text: string) => Taken): Taken | undefined {
  if (reply.lost || reply.body.byteLength === 0) return undefined;
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
