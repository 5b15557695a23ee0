import { BreakageError } from '../../adapter/breakage.ts';
import { decodeBytes, MalformedError } from '../../codec/index.ts';
import { MultipartReply } from '../../protocol/attachments/multipart-reply.ts';
import type { ReceivedAttachments } from '../../protocol/attachments/received-attachments.ts';
import { contentTypeOf } from '../../protocol/http/content-type.ts';

/** An envelope and what travelled beside it. */
export interface UnpackedMessage {
  readonly text: string;
  readonly attachments: ReceivedAttachments | undefined;
  /** The media type that says which SOAP it is; `undefined` where a multipart message leaves that to the envelope. */
  readonly mediaType: string | undefined;
  /** It came as MTOM: so should the answer. */
  readonly mtom: boolean;
}

/** A message as it stands in HTTP: bare, as MTOM, or as SOAP with attachments. Throws MalformedError. */
export function unpackedMessage(body: Buffer, contentType: string): UnpackedMessage {
  const type = contentTypeOf(contentType);
  if (body.byteLength === 0) throw new MalformedError('the body is empty');
  if (type.mediaType !== 'multipart/related') {
    const text = decodeBytes(body, type.parameters.get('charset'));
    return { text, attachments: undefined, mediaType: type.mediaType, mtom: false };
  }
  try {
    const multipart = new MultipartReply(type, () => undefined);
    multipart.write(body);
    multipart.end();
    const root = contentTypeOf(multipart.contentType ?? '');
    return {
      text: decodeBytes(Buffer.concat(multipart.root()), root.parameters.get('charset')),
      attachments: multipart.attachments(),
      mediaType: undefined,
      mtom: root.mediaType === 'application/xop+xml',
    };
  } catch (cause) {
    if (!(cause instanceof BreakageError)) throw cause;
    throw new MalformedError('a multipart message that cannot be taken apart', { cause });
  }
}
