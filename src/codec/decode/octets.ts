import type { SimpleCodec } from '../simple/simple-codec.ts';
import type { XmlReader } from '../xml/reader.ts';
import { xopNamespace } from '../xml/vocabulary.ts';
import type { Attachments } from './attachments.ts';
import { broken, unexpectedText } from './report.ts';
import type { DecodeState } from './state.ts';

interface Found {
  readonly text: string;
  /** The octets beside the document that the element refers to, in base64. */
  readonly base64: string | undefined;
}

/**
 * The content of the current element, whose octets may stand beside the document; consumes its end tag. Throws
 * ContractError where it refers to what is not there.
 */
export function readOctets(state: DecodeState, { beside }: SimpleCodec): Found {
  const { reader } = state;
  if (beside === 'swaRef') {
    const text = reader.readText();
    const reference = text.trim();
    return { text, base64: resolved(state, reference, reference !== '' && state.report.attachments !== undefined) };
  }
  const href = reader.attributes.count === 0 ? undefined : reader.attribute('', 'href');
  const { text, include } = readIncluded(reader);
  if (include !== undefined) {
    if (text.trim() !== '') unexpectedText(reader, state.report, reader.closedHere());
    return { text: '', base64: resolved(state, include, true) };
  }
  // SOAP Messages with Attachments refers from the element itself (§3, example 1).
  return { text, base64: text === '' && href !== undefined ? resolved(state, href, false) : undefined };
}

/** `sure`: it is a reference, whatever it looks like. */
function resolved({ reader, report }: DecodeState, reference: string, sure: boolean): string | undefined {
  if (!sure && !/^cid:/i.test(reference)) return undefined;
  const base64 = report.attachments?.find(reference);
  if (base64 === undefined)
    throw broken('missing', reader.closedHere(), 'the attachment that it refers to', 'no such attachment');
  return base64;
}

/** The text of the current element, and the reference of the `xop:Include` in its place (XOP 1.0 §3.2). */
function readIncluded(reader: XmlReader): { text: string; include: string | undefined } {
  const { sawText } = reader;
  let text = '';
  let include: string | undefined;
  for (let piece = reader.nextPiece(); piece !== 'end'; piece = reader.nextPiece()) {
    if (piece === 'text') {
      text += reader.piece;
      continue;
    }
    if (include === undefined && isInclude(reader)) include = reader.attribute('', 'href')?.trim() ?? '';
    else reader.unexpectedChild = true;
    reader.skip();
    reader.sawText = sawText;
  }
  return { text, include };
}

/** Where no schema says what stands there: the text that an `xop:Include` stands for, its end tag consumed. */
export function includedText(reader: XmlReader, attachments: Attachments | undefined): string | undefined {
  if (attachments === undefined || !isInclude(reader)) return undefined;
  const base64 = attachments.find(reader.attribute('', 'href')?.trim() ?? '');
  if (base64 !== undefined) reader.skip();
  return base64;
}

function isInclude(reader: XmlReader): boolean {
  return reader.local === 'Include' && reader.namespace === xopNamespace;
}
