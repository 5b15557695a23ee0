import type { MessageModel } from '../model.ts';
import { attributeOf } from '../xml/tree.ts';
import type { Compilation } from '../xsd/compilation.ts';
import { attachmentsOf, soapRoot } from './attachments.ts';
import type { Definitions, WsdlNode } from './document.ts';
import { childOf, childrenOf, nameOf } from './document.ts';
import { encodingOf } from './encoding.ts';
import { declaredHeaders, partsInHeaders } from './headers.ts';
import { documentBody, rpcBody } from './parts.ts';

/** What a binding says of one message: its WSDL element, the SOAP extension's namespace, and what rpc wraps the parts in. */
export interface MessageBinding {
  /** `input` or `output` of the port type. */
  readonly abstract: WsdlNode;
  /** The same in the binding, if it has it. */
  readonly concrete: WsdlNode | undefined;
  readonly soap: string;
  readonly style: 'document' | 'rpc';
  /** The local name of the rpc wrapper. */
  readonly wrapper: string;
}

export interface CompiledMessage {
  readonly message: MessageModel;
  /** A WS-Addressing header is declared. */
  readonly addressing: boolean;
  /** The headers of the binding. */
  readonly headers: readonly WsdlNode[];
}

/** WSDL 1.1 §3.5 and §3.7: the body, the headers and the attachments that a binding makes of a message. */
export function compileMessage(
  compilation: Compilation,
  definitions: Definitions,
  { abstract, concrete, soap, style, wrapper }: MessageBinding,
): CompiledMessage {
  const message = definitions.resolve('message', abstract, 'message');
  const parts = childrenOf(message, 'part');
  const root = concrete && soapRoot(concrete, soap);
  const body = root && childOf(root, 'body', soap);
  const encoding = encodingOf(body);
  const headers = root ? childrenOf(root, 'header', soap) : [];
  const attachments = concrete ? attachmentsOf(compilation, concrete, parts) : [];
  const elsewhere = new Set([...attachments.map(({ key }) => key), ...partsInHeaders(definitions, headers, message)]);
  const bodyParts = selectParts(compilation, body, parts, elsewhere);
  const declared = declaredHeaders(compilation, definitions, headers, message);
  // Encoded elements say their type and not their name: what is known of one is its part.
  const byPart = attachments.length > 0 || encoding !== undefined;
  return {
    message: {
      use: encoding === undefined ? 'literal' : 'encoded',
      ...(encoding && { encoding }),
      attachments,
      parts:
        style === 'rpc'
          ? rpcBody(compilation, message, body, wrapper, bodyParts)
          : documentBody(compilation, bodyParts, byPart),
      headers: declared.headers,
    },
    addressing: declared.addressing,
    headers,
  };
}

/** `parts` of `soap:body`; one that names what the message lacks says nothing, and partners do publish such. */
function selectParts(
  compilation: Compilation,
  body: WsdlNode | undefined,
  parts: readonly WsdlNode[],
  elsewhere: ReadonlySet<string>,
): WsdlNode[] {
  const available = parts.filter((part) => !elsewhere.has(nameOf(part)));
  const listed =
    body &&
    attributeOf(body.node, 'parts')
      ?.split(/\s+/u)
      .filter((name) => name !== '');
  if (!body || !listed) return available;
  const unknown = listed.find((name) => !parts.some((part) => nameOf(part) === name));
  if (unknown !== undefined) {
    compilation.skip(body, `parts="${listed.join(' ')}": the message has no part ${unknown}, all its parts are taken`);
    return available;
  }
  return available.filter((part) => listed.includes(nameOf(part)));
}
