import type { ElementRef, MessageModel, TypeRef } from '../model.ts';
import { isNcName } from '../xml/characters.ts';
import { attributeOf } from '../xml/tree.ts';
import type { Compilation } from '../xsd/compilation.ts';
import type { ContentParticle } from '../xsd/particle.ts';
import { emptyContent, modelGroup, once } from '../xsd/particle.ts';
import type { Source } from '../xsd/schema-document.ts';
import { layOut } from '../xsd/slots.ts';
import type { WsdlNode } from './document.ts';
import { expandQName, nameOf, wsdlError } from './document.ts';

/** Whether a part names its element, or only the type of one (WSDL 1.1 §2.3.1). */
export function hasElement(part: WsdlNode): boolean {
  const element = attributeOf(part.node, 'element')?.trim();
  return element !== undefined && element !== '';
}

/** The element of a part: its own, or one that is named for it; without a namespace, but where a header's binding gives one. */
export function partElement(compilation: Compilation, part: WsdlNode, namespace = ''): ElementRef {
  if (hasElement(part)) return compilation.elementNamed(expandQName(part, 'element'), asSource(part));
  const source = asSource(part);
  const written: TypeRef = compilation.typeNamed(expandQName(part, 'type'), source);
  const type = compilation.corrected?.type(compilation, source, written) ?? written;
  const nillable = compilation.corrected?.nillable(part.node, false) ?? false;
  return compilation.addElement({ namespace, name: writable(part, nameOf(part)), type, nillable, abstract: false });
}

/**
 * The body of a document message: its one element is the content. A part by `type` is a property, and on the wire an
 * element named for the part: the specification would make the body itself of that type (§3.5), and few stacks do.
 */
export function documentBody(
  compilation: Compilation,
  parts: readonly WsdlNode[],
  byPart: boolean,
): MessageModel['parts'] {
  const [only, ...others] = parts;
  const isContent = !byPart && only !== undefined && others.length === 0 && hasElement(only);
  return parts.map((part) => ({ key: isContent ? '' : nameOf(part), element: partElement(compilation, part) }));
}

/** WSDL 1.1 §3.5: an rpc body is one element named for the operation, in the namespace of `soap:body`; its parts are within (WS-I Basic Profile R2735). */
export function rpcBody(
  compilation: Compilation,
  message: WsdlNode,
  body: WsdlNode | undefined,
  name: string,
  parts: readonly WsdlNode[],
): MessageModel['parts'] {
  const particles = parts.map((part): ContentParticle => ({
    kind: 'element',
    ...(compilation.corrected?.occurrence(part.node, once) ?? once),
    element: partElement(compilation, part),
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
  const wrapper = writable(message, name);
  const element = compilation.addElement({ namespace, name: wrapper, type, nillable: false, abstract: false });
  return [{ key: '', element }];
}

/** A name that becomes that of an element. */
function writable(at: WsdlNode, name: string): string {
  if (isNcName(name)) return name;
  throw wsdlError(at, `"${name}" cannot be the name of an element, which it becomes in messages`);
}

/** A place in a WSDL as the schema compiler names it in its errors. */
export function asSource({ document, node }: WsdlNode): Source {
  return { document: { ...document, chameleon: false }, node };
}
