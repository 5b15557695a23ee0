import { randomUUID } from 'node:crypto';
import type { Endpoint } from '../../adapter/auth.ts';
import type { OperationModel } from '../../codec/index.ts';
import type { HttpRequest } from '../http/http-message.ts';
import type { DeclaredSecurity } from '../security/declared.ts';
import { MultipartBody } from './multipart-body.ts';
import type { OutgoingPart, Packaging } from './outgoing-attachments.ts';

type Message = Pick<OperationModel, 'soap' | 'action'>;

/** How a message to an endpoint travels: as the endpoint says, or else as the WSDL asks. */
export function packagingOf(
  { mtom }: Pick<OperationModel, 'mtom'>,
  { attachments }: Pick<Endpoint, 'attachments'>,
  security: DeclaredSecurity | undefined,
): Packaging {
  if ((attachments ?? (mtom ? 'mtom' : 'inline')) === 'inline') return 'inline';
  return security?.signature || security?.encryption ? 'mtomWhole' : 'mtom';
}

/**
 * An envelope ready for HTTP, with what travels beside it: as it is; as MTOM (MTOM 1.0 §3, XOP 1.0 §4.1); or as SOAP with
 * attachments (W3C note §3). `headers` are those of the envelope alone, its Content-Type first.
 */
export function packagedMessage(
  message: Message,
  headers: readonly string[],
  envelope: string,
  { parts, packaging }: { readonly parts: readonly OutgoingPart[]; readonly packaging: Packaging },
): Pick<HttpRequest, 'body'> & { readonly headers: readonly string[] } {
  if (packaging === 'inline' && parts.length === 0) return { headers, body: envelope };
  const boundary = `passerelle-${randomUUID()}`;
  const contentId = `envelope-${randomUUID()}@passerelle`;
  const { outer, root } = packaging === 'inline' ? withAttachments(message) : optimized(message);
  const contentType = `multipart/related; boundary="${boundary}"; start="<${contentId}>"; ${outer}`;
  return {
    headers: ['content-type', contentType, ...(packaging === 'inline' ? headers : acceptingMtom(headers)).slice(2)],
    // The part's charset says what the declaration would, and some stacks (Spyne) stumble over one.
    body: new MultipartBody(
      boundary,
      { contentId, contentType: root, text: envelope.replace(/^<\?xml[^>]*\?>/, '') },
      parts,
    ),
  };
}

/** The headers of a message whose reply may have parts beside it. */
export function acceptingParts(headers: readonly string[], { mtom, output }: OperationModel): readonly string[] {
  if (mtom) return acceptingMtom(headers);
  return output !== undefined && output.attachments.length > 0 ? accepting(headers, 'multipart/related') : headers;
}

function acceptingMtom(headers: readonly string[]): readonly string[] {
  return accepting(headers, 'multipart/related, application/xop+xml');
}

function accepting(headers: readonly string[], types: string): readonly string[] {
  const value = headers.indexOf('accept') + 1;
  const accepted = headers[value];
  if (value === 0 || accepted === undefined || accepted.includes('multipart/related')) return headers;
  return headers.with(value, `${types}, ${accepted}`);
}

interface ContentTypes {
  /** The parameters of multipart/related. */
  readonly outer: string;
  readonly root: string;
}

function withAttachments({ soap, action }: Message): ContentTypes {
  if (soap === '1.1') return { outer: 'type="text/xml"', root: 'text/xml; charset=utf-8' };
  const given = action === '' ? '' : `; action=${quoted(action)}`;
  return { outer: `type="application/soap+xml"${given}`, root: `application/soap+xml; charset=utf-8${given}` };
}

/** SOAP 1.2’s action stands inside `start-info`, as XOP’s example has it, and beside it, where older stacks look. */
function optimized({ soap, action }: Message): ContentTypes {
  const xop = 'application/xop+xml';
  if (soap === '1.1') {
    return { outer: `type="${xop}"; start-info="text/xml"`, root: `${xop}; charset=utf-8; type="text/xml"` };
  }
  const soapType = 'application/soap+xml';
  if (action === '') {
    return { outer: `type="${xop}"; start-info="${soapType}"`, root: `${xop}; charset=utf-8; type="${soapType}"` };
  }
  const info = quoted(`${soapType}; action=${quoted(action)}`);
  return {
    outer: `type="${xop}"; start-info=${info}; action=${quoted(action)}`,
    root: `${xop}; charset=utf-8; type=${info}`,
  };
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
