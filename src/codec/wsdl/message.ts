import type { ElementRef, ExpandedName, MessageModel, TypeRef } from '../model.ts';
import { expandedName } from '../model.ts';
import { isOwnNamespace } from '../own-namespace.ts';
import { attributeOf } from '../xml/tree.ts';
import type { Compilation } from '../xsd/compilation.ts';
import type { ContentParticle } from '../xsd/particle.ts';
import { emptyContent, modelGroup, once } from '../xsd/particle.ts';
import type { Source } from '../xsd/schema-document.ts';
import { layOut } from '../xsd/slots.ts';
import type { Definitions, WsdlNode } from './document.ts';
import { childOf, childrenOf, expandQName, nameOf, wsdlError } from './document.ts';
import { addressingNamespace, wsdlMimeNamespace, wsdlNamespace } from './vocabulary.ts';

type Header = MessageModel['headers'][number];

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
}

/** WSDL 1.1 §3.5 and §3.7: the body and the headers that a binding makes of a message. */
export function compileMessage(
  compilation: Compilation,
  definitions: Definitions,
  binding: MessageBinding,
): CompiledMessage {
  const message = definitions.resolve('message', binding.abstract, 'message');
  const parts = childrenOf(message, 'part');
  const root = binding.concrete && soapRoot(binding.concrete, binding.soap);
  const body = root && childOf(root, 'body', binding.soap);
  refuseEncoding(body);
  const headers = root ? childrenOf(root, 'header', binding.soap) : [];
  const attached = binding.concrete ? attachedParts(compilation, binding.concrete) : new Set<string>();
  const elsewhere = new Set([...attached, ...partsInHeaders(definitions, headers, message.name)]);
  const bodyParts = selectParts(compilation, body, parts, elsewhere);
  const declared = declaredHeaders(compilation, definitions, headers);
  return {
    message: {
      use: 'literal',
      attachments: [],
      parts:
        binding.style === 'rpc'
          ? rpcBody(compilation, message, body, binding.wrapper, bodyParts)
          : documentBody(compilation, bodyParts),
      headers: declared.filter(({ namespace }) => !isOwnNamespace(namespace)).map(({ header }) => header),
    },
    addressing: declared.some(({ namespace }) => namespace === addressingNamespace),
  };
}

/** The input or output itself, or the root part of its `mime:multipartRelated` (§5). */
function soapRoot(concrete: WsdlNode, soap: string): WsdlNode {
  const related = childOf(concrete, 'multipartRelated', wsdlMimeNamespace);
  const parts = related ? childrenOf(related, 'part', wsdlMimeNamespace) : [];
  return parts.find((part) => childOf(part, 'body', soap)) ?? concrete;
}

/** The parts that travel as attachments (§5.4). */
function attachedParts(compilation: Compilation, concrete: WsdlNode): Set<string> {
  const related = childOf(concrete, 'multipartRelated', wsdlMimeNamespace);
  const names = new Set<string>();
  for (const part of related ? childrenOf(related, 'part', wsdlMimeNamespace) : []) {
    for (const content of childrenOf(part, 'content', wsdlMimeNamespace)) {
      const name = attributeOf(content.node, 'part');
      if (name === undefined) continue;
      names.add(name);
      compilation.skip(content, `the attachment ${name}`);
    }
  }
  return names;
}

function refuseEncoding(body: WsdlNode | undefined): void {
  if (body && attributeOf(body.node, 'use')?.trim() === 'encoded') {
    throw wsdlError(body, `soap:${body.node.local} with use="encoded" (SOAP encoding) is not supported`);
  }
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

/** Parts of the same message that are bound to headers are not in the body. */
function partsInHeaders(definitions: Definitions, headers: readonly WsdlNode[], message: ExpandedName): string[] {
  const own = headers.filter((header) => definitions.resolve('message', header, 'message').name === message);
  return own.map((header) => attributeOf(header.node, 'part') ?? '');
}

function documentBody(compilation: Compilation, parts: readonly WsdlNode[]): MessageModel['parts'] {
  const elements = parts.map((part) => ({
    key: parts.length === 1 ? '' : nameOf(part),
    element: partElement(compilation, part),
  }));
  return elements;
}

/** The element that a part of a document message, a header or a fault names. */
export function partElement(compilation: Compilation, part: WsdlNode): ElementRef {
  if (attributeOf(part.node, 'element') === undefined) {
    throw wsdlError(part, `the part ${nameOf(part)} has no element: a part by type is supported in rpc messages only`);
  }
  return compilation.elementNamed(expandQName(part, 'element'), asSource(part));
}

/** WSDL 1.1 §3.5: an rpc body is one element named for the operation, in the namespace of `soap:body`; its parts are within. */
function rpcBody(
  compilation: Compilation,
  message: WsdlNode,
  body: WsdlNode | undefined,
  name: string,
  parts: readonly WsdlNode[],
): MessageModel['parts'] {
  const particles = parts.map((part): ContentParticle => ({
    kind: 'element',
    ...once,
    element: accessor(compilation, part),
  }));
  const content = particles.length === 0 ? emptyContent : modelGroup('sequence', once, particles);
  const type = compilation.addType({
    kind: 'complex',
    abstract: false,
    attributes: [],
    content: particles.length === 0 ? 'empty' : 'elements',
    ...layOut(compilation, asSource(message), content),
  });
  const namespace = (body && attributeOf(body.node, 'namespace')?.trim()) ?? '';
  const element = compilation.addElement({ namespace, name, type, nillable: false, abstract: false });
  return [{ key: '', element }];
}

/** The element of a part: named for it and without a namespace (WS-I Basic Profile R2735), or the part's own element. */
function accessor(compilation: Compilation, part: WsdlNode): ElementRef {
  if (attributeOf(part.node, 'element') !== undefined) return partElement(compilation, part);
  const type: TypeRef = compilation.typeNamed(expandQName(part, 'type'), asSource(part));
  return compilation.addElement({ namespace: '', name: nameOf(part), type, nillable: false, abstract: false });
}

/** WSDL 1.1 §3.7. */
function declaredHeaders(
  compilation: Compilation,
  definitions: Definitions,
  headers: readonly WsdlNode[],
): { namespace: string; header: Header }[] {
  const keys = new Set<string>();
  return headers.map((header) => {
    refuseEncoding(header);
    const message = definitions.resolve('message', header, 'message');
    const name = attributeOf(header.node, 'part')?.trim();
    const part = childrenOf(message, 'part').find((candidate) => nameOf(candidate) === name);
    if (!part) throw wsdlError(header, `the part ${name ?? ''} is not defined`);
    const element = partElement(compilation, part);
    const declaration = compilation.element(element);
    const key = keys.has(declaration.name) ? expandedName(declaration.namespace, declaration.name) : declaration.name;
    keys.add(declaration.name);
    const required = attributeOf(header.node, 'required', wsdlNamespace)?.trim() === 'true';
    return { namespace: declaration.namespace, header: { key, element, required } };
  });
}

/** A place in a WSDL as the schema compiler names it in its errors. */
function asSource({ document, node }: WsdlNode): Source {
  return { document: { ...document, chameleon: false }, node };
}
