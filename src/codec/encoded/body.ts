import type { DecodeReport } from '../decode/report.ts';
import { broken } from '../decode/report.ts';
import type { Steps } from '../xml/steps.ts';
import { attempt } from '../xml/steps.ts';
import type { TagKeys } from '../encode/encoder.ts';
import { NO_KEYS, tagOf } from '../encode/encoder.ts';
import type { JsonObject } from '../encode/json-object.ts';
import { EncodeState } from '../encode/state.ts';
import type { Contract } from '../link.ts';
import type { ArrayType, ComplexType, ElementDeclaration, ElementRef, Encoding, ExpandedName } from '../model.ts';
import type { Namespaces } from '../namespaces.ts';
import type { EncodeProblem } from '../problem.ts';
import { ContractError } from '../problem.ts';
import type { Place } from '../xml/open-elements.ts';
import type { XmlReader } from '../xml/reader.ts';
import type { TreeRoom, XmlTree } from '../xml/tree.ts';
import { attributeOf, readTree, TreeReader } from '../xml/tree.ts';
import {
  soap11Namespace,
  soap12Namespace,
  soapEncodingNamespace,
  xsdNamespace,
  xsiNamespace,
} from '../xml/vocabulary.ts';
import { EncodedDecoder, xsiTypeOf } from './decoder.ts';
import { encodedEncodersOf } from './encoders.ts';
import { largeElements, StepsDecoder } from './in-steps.ts';
import { idOf, References } from './references.ts';

function declarationOf({ model }: Contract, element: ElementRef): ElementDeclaration {
  const declaration = model.elements[element];
  if (declaration === undefined) throw new RangeError(`element ${element} is not in the model`);
  return declaration;
}

function complexOf({ model }: Contract, { type }: ElementDeclaration): ComplexType {
  const complex = model.types[type];
  if (complex?.kind !== 'complex') throw new RangeError(`type ${type} is no struct`);
  return complex;
}

/** ` soap:encodingStyle="…"` (SOAP 1.1 §4.1.1, SOAP 1.2 part 1 §5.1.1). */
function encodingStyle(namespaces: Namespaces, { style, soap }: Encoding): string {
  namespaces.prefer(xsiNamespace, 'xsi');
  namespaces.prefer(xsdNamespace, 'xsd');
  namespaces.prefer(style, 'SOAP-ENC');
  return ` ${namespaces.name(soap === '1.1' ? soap11Namespace : soap12Namespace, 'encodingStyle')}="${style}"`;
}

/** The struct of an rpc message (SOAP 1.1 §7.1): named for the operation, its parts within. Problems as the literal encoder has them. */
export function encodeWrapper(
  contract: Contract,
  element: ElementRef,
  encoding: Encoding,
  content: JsonObject,
  namespaces: Namespaces,
  problems: EncodeProblem[],
): string {
  const state = new EncodeState(namespaces, problems, '');
  const { namespace, name, type } = declarationOf(contract, element);
  const tag = tagOf(namespaces.name(namespace, name));
  const attributes = encodingStyle(namespaces, encoding);
  const text = encodedEncodersOf(contract, encoding).type(type).encode(state, content, tag, attributes, NO_KEYS);
  return state.refusals === 0 ? text : '';
}

/** One encoded element that stands alone: a part of a document message, a header. */
export function encodeEncoded(
  contract: Contract,
  element: ElementRef,
  encoding: Encoding,
  value: unknown,
  namespaces: Namespaces,
  problems: EncodeProblem[],
  pointer: string,
): string {
  const state = new EncodeState(namespaces, problems, pointer);
  const keys: TagKeys = NO_KEYS;
  const encoder = encodedEncodersOf(contract, encoding).exactly(element);
  const text = encoder.encode(state, value, keys, encodingStyle(namespaces, encoding));
  return state.refusals === 0 ? text : '';
}

/**
 * The content of the struct that an rpc reply is. `children` are those of the body: the struct, and what it refers to.
 * Its name is not significant, nor is that of a return value that stands alone (SOAP 1.1 §7.1).
 */
export function decodeWrapper(
  contract: Contract,
  element: ElementRef,
  children: readonly XmlTree[],
  to: DecodeReport,
  path: readonly string[],
): unknown {
  const { decoder, type, wrapper } = wrapperIn(contract, element, children, new References(children), to, path);
  return decoder.struct(type, wrapper, undefined, true);
}

/** A body whose trees were read in steps: those that hold much, and those that others may refer to. */
export interface LongBody {
  readonly children: readonly XmlTree[];
  readonly large: ReadonlySet<XmlTree>;
  readonly byId: Map<string, XmlTree>;
}

/** As {@link decodeWrapper}, others having their turns in between. */
export function wrapperInSteps(
  contract: Contract,
  element: ElementRef,
  { children, large, byId }: LongBody,
  to: DecodeReport,
  path: readonly string[],
): Steps<unknown> {
  const references = new References(children, byId);
  const { decoder, type, wrapper } = wrapperIn(contract, element, children, references, to, path);
  return new StepsDecoder(decoder, large).struct(type, wrapper, undefined, true);
}

function wrapperIn(
  contract: Contract,
  element: ElementRef,
  children: readonly XmlTree[],
  references: References,
  to: DecodeReport,
  path: readonly string[],
): { decoder: EncodedDecoder; type: ComplexType; wrapper: XmlTree } {
  const declaration = declarationOf(contract, element);
  const candidates = children.filter((child) => attributeOf(child, 'root', soapEncodingNamespace)?.trim() !== '0');
  const wrapper = candidates.find(({ local }) => local === declaration.name) ?? candidates[0];
  if (wrapper === undefined) throw broken('missing', { path: `/${path.join('/')}` }, declaration.name, 'an empty body');
  const inside = [...path, wrapper.local];
  const decoder = new EncodedDecoder(contract, references, to, inside);
  if (wrapper.local !== declaration.name) decoder.drift('root', undefined, declaration.name, 'another element');
  return { decoder, type: complexOf(contract, declaration), wrapper };
}

/** One encoded element; what it refers to stands among `roots`. `undefined` where it reads as absent. */
export function decodeEncoded(
  contract: Contract,
  element: ElementRef,
  node: XmlTree,
  roots: readonly XmlTree[],
  to: DecodeReport,
  path: readonly string[],
): unknown {
  return new EncodedDecoder(contract, new References(roots), to, path).element(declarationOf(contract, element), node);
}

/** As {@link decodeEncoded}, others having their turns in between. */
export function encodedInSteps(
  contract: Contract,
  element: ElementRef,
  node: XmlTree,
  { children, large, byId }: LongBody,
  to: DecodeReport,
  path: readonly string[],
): Steps<unknown> {
  const decoder = new EncodedDecoder(contract, new References(children, byId), to, path);
  return new StepsDecoder(decoder, large).element(declarationOf(contract, element), node);
}

/** What is encoded is read as trees, about a hundred bytes an element: 32 MiB of the smallest ones would take 700 MB. */
export const encodedRoom = (): TreeRoom => ({ elements: 1_000_000 });

/** The elements of a body from the current one on, with what decoding them in steps asks for; through a window. */
export function* longBody(reader: XmlReader): Steps<LongBody> {
  const byId = new Map<string, XmlTree>();
  const trees = new TreeReader(reader, encodedRoom(), largeElements, (node) => {
    const id = idOf(node);
    if (id !== undefined && !byId.has(id)) byId.set(id, node);
  });
  const children: XmlTree[] = [];
  do children.push(yield* trees.steps());
  while (yield* attempt(reader, () => reader.nextChild()));
  return { children, large: trees.large, byId };
}

/** The type that an element says it has, or what it refers to; by its expanded name. */
export function typeNameIn(node: XmlTree, roots: readonly XmlTree[]): ExpandedName | undefined {
  const own = xsiTypeOf(node);
  if (own !== undefined) return own;
  try {
    return new References(roots).within(node, nowhere, xsiTypeOf);
  } catch (error) {
    if (error instanceof ContractError) return undefined;
    throw error;
  }
}

const nowhere = (): Place => ({ path: '' });

/** The content of a body that is itself of a part's type (WSDL 1.1 §3.5), as an object. */
export function decodeBodyOfType(
  contract: Contract,
  element: ElementRef,
  body: XmlTree,
  to: DecodeReport,
  path: readonly string[],
): unknown {
  const type = complexOf(contract, declarationOf(contract, element));
  return new EncodedDecoder(contract, new References([body]), to, path).struct(type, body, undefined);
}

/** An array in a literal message, where the reader stands; consumes its end tag. */
export function decodeLiteralArray(contract: Contract, type: ArrayType, reader: XmlReader, to: DecodeReport): unknown {
  const path = reader.path().split('/').slice(1);
  const content = readTree(reader, encodedRoom());
  return new EncodedDecoder(contract, new References([content]), to, path).array(
    type,
    { content, type: undefined },
    undefined,
  );
}
