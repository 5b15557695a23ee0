import type { ExpandedName, OperationModel } from '../../codec/index.ts';
import { addressingNamespace, MalformedError, XmlReader } from '../../codec/index.ts';
import { soap11Namespace, soap12Namespace } from '../../codec/xml/vocabulary.ts';

/** What of a message tells which operation it is for, and how its answer is addressed. */
export interface Arrival {
  /** `undefined`: an envelope of neither version, or no envelope. */
  readonly soap: OperationModel['soap'] | undefined;
  /** The first element of the body. */
  readonly body: ExpandedName | undefined;
  /** WS-Addressing 1.0 Core §3. */
  readonly action: string | undefined;
  readonly messageId: string | undefined;
}

const longest = 4 * 1024;

/** Looks through an envelope, to its last byte. Throws MalformedError for what is not a well-formed document. */
export function arrivalOf(text: string): Arrival {
  const reader = new XmlReader(text);
  reader.readRoot();
  const { namespace, local } = reader;
  const soap = local === 'Envelope' ? versionOf(namespace) : undefined;
  const found: { -readonly [Name in keyof Arrival]: Arrival[Name] } = {
    soap,
    body: undefined,
    action: undefined,
    messageId: undefined,
  };
  while (reader.nextChild()) {
    if (reader.namespace === namespace && reader.local === 'Header') readHeaders(reader, found);
    else if (reader.namespace === namespace && reader.local === 'Body' && found.body === undefined) {
      while (reader.nextChild()) {
        found.body ??= reader.name.expanded;
        reader.skip();
      }
    } else reader.skip();
  }
  reader.finish();
  return found;
}

function versionOf(namespace: string): Arrival['soap'] {
  if (namespace === soap11Namespace) return '1.1';
  return namespace === soap12Namespace ? '1.2' : undefined;
}

function readHeaders(reader: XmlReader, found: { -readonly [Name in keyof Arrival]: Arrival[Name] }): void {
  while (reader.nextChild()) {
    if (reader.namespace !== addressingNamespace) reader.skip();
    else if (reader.local === 'Action') found.action = textOf(reader);
    else if (reader.local === 'MessageID') found.messageId = textOf(reader);
    else reader.skip();
  }
}

function textOf(reader: XmlReader): string {
  const text = reader.readText().trim();
  if (text.length > longest) throw new MalformedError(`a WS-Addressing header longer than ${longest} characters`);
  return text;
}
