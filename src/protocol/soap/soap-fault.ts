import type { DecodeReport } from '../../codec/decode/report.ts';
import type { Attachments, Contract, Drift, OperationModel, XmlLimits, XmlTree } from '../../codec/index.ts';
import { ContractError, decodeElement, readTree, XmlReader } from '../../codec/index.ts';
import { decodeHeader, namesOf } from '../../codec/message-decoder.ts';
import type { HeaderModel } from '../../codec/model.ts';
import type { TreeRoom } from '../../codec/xml/tree.ts';
import { elementsOf, textOf } from '../../codec/xml/tree.ts';
import { soap11Namespace, soap12Namespace } from '../../codec/xml/vocabulary.ts';
import type { DeclaredDetail } from './fault-details.ts';
import { FaultDetails } from './fault-details.ts';
import { childOf, childText, plainJson, put } from '../tree-json.ts';

/** A fault of either SOAP version, in one form (SOAP 1.1 §4.4, SOAP 1.2 part 1 §5.4). */
export interface SoapFault {
  /** Local names of the detail's elements. */
  readonly details: readonly string[];
  /** The innermost subcode's local name; in SOAP 1.1 the whole dotted code. */
  readonly subcode: string | undefined;
  /** The code's local name; in SOAP 1.1 up to its first dot. */
  readonly code: string;
  /** The namespace of the innermost code. */
  readonly namespace: string | undefined;
  readonly reasons: readonly string[];
  readonly detail: unknown;
  /** The header blocks that the contract declares for faults (WSDL 1.1 §3.7), by their keys; `undefined` where there are none. */
  readonly headers: Readonly<Record<string, unknown>> | undefined;
  readonly drift: readonly Drift[];
}

/** Partners put stack traces and whole pages into faults: a problem is not the place for them. */
const longestDetail = 256 * 1024;
/** A fault is kept as a tree, with what an encoded one refers to: no fault has more. */
const mostElements = 50_000;
/** Each element that is read from its tree may refer to all others: those behind so many are told as plain JSON. */
const mostFromTrees = 32;

/** Reads the faults of one operation. Not on the fast path: a fault is read as a tree, and its declared detail once more. */
export class SoapFaultReader {
  readonly #contract: Contract;
  readonly #limits: Partial<XmlLimits>;
  readonly #details: FaultDetails;
  readonly #headers: readonly (HeaderModel & { readonly names: readonly string[] })[];

  constructor(contract: Contract, model: OperationModel, limits: Partial<XmlLimits>) {
    this.#contract = contract;
    this.#limits = limits;
    this.#details = new FaultDetails(contract, model.faults);
    this.#headers = model.headerFaults.map((header) => ({ ...header, names: namesOf(contract, header.element) }));
  }

  /** `undefined` where the text is no envelope with a fault. Throws MalformedError. */
  read(text: string, attachments?: Attachments): SoapFault | undefined {
    const reader = new XmlReader(text, this.#limits);
    const namespace = toFault(reader);
    if (namespace === undefined) return undefined;
    const room: TreeRoom = { elements: mostElements };
    const tree = readTree(reader, room);
    const behind = this.#details.encoded ? siblings(reader, room) : [];
    for (let depth = reader.depth; depth > 0; depth--) while (reader.nextChild()) reader.skip();
    reader.finish();
    const detail = childOf(tree, namespace === soap11Namespace ? 'detail' : 'Detail');
    const said = namespace === soap11Namespace ? fault11(tree) : fault12(tree);
    const drift: Drift[] = [];
    const to = { drift, attachments };
    return { ...said, ...this.#detail(detail, behind, text, to), headers: this.#headerBlocks(text, drift), drift };
  }

  #detail(
    tree: XmlTree | undefined,
    behind: readonly XmlTree[],
    text: string,
    to: DecodeReport,
  ): Pick<SoapFault, 'details' | 'detail'> {
    const elements = tree === undefined ? [] : elementsOf(tree);
    const roots = [...elements, ...behind];
    const declared = elements.map((element, index) =>
      this.#details.find(element, index < mostFromTrees ? roots : undefined),
    );
    const keys = elements.map(({ local }, index) => declared[index]?.key ?? local);
    const details = [...new Set([...elements.map(({ local }) => local), ...keys])];
    if (elements.length === 0) {
      return { details, detail: tree && textOf(tree).trim() !== '' ? textOf(tree).trim() : undefined };
    }
    const detail: Record<string, unknown> = {};
    const decoded = declared.some((each) => each?.fromText) ? this.#decoded(text, declared, to) : [];
    for (const [index, element] of elements.entries()) {
      const found = declared[index];
      const value =
        found === undefined || found.fromText ? decoded[index] : this.#details.decode(found, element, roots, to.drift);
      if (value !== undefined) put(detail, keys[index] ?? element.local, value);
      else if (text.length <= longestDetail) put(detail, element.local, plainJson(element));
    }
    return { details, detail };
  }

  /** The declared elements of the detail, each at its place; one that breaks its contract is left to the tree. */
  #decoded(text: string, declared: readonly (DeclaredDetail | undefined)[], to: DecodeReport): unknown[] {
    const decoded: unknown[] = [];
    const reader = new XmlReader(text, this.#limits);
    toFault(reader);
    try {
      while (reader.nextChild()) {
        if (reader.local.toLowerCase() !== 'detail') reader.skip();
        else while (reader.nextChild()) decoded.push(this.#element(declared[decoded.length], reader, to));
      }
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      to.drift.push(error.drift);
    }
    return decoded;
  }

  #element(declared: DeclaredDetail | undefined, reader: XmlReader, to: DecodeReport): unknown {
    // The text of what was passed over before is not this element's.
    reader.sawText = false;
    if (declared?.fromText) return decodeElement(this.#contract, declared.element, reader, to);
    reader.skip();
    return undefined;
  }

  /** The declared header blocks; one that breaks its contract, and what stands behind it, is left out. */
  #headerBlocks(text: string, drift: Drift[]): Readonly<Record<string, unknown>> | undefined {
    if (this.#headers.length === 0) return undefined;
    const found: Record<string, unknown> = {};
    const reader = new XmlReader(text, this.#limits);
    reader.readRoot();
    const envelope = reader.namespace;
    try {
      while (reader.nextChild() && !isAt(reader, envelope, 'Body')) {
        if (isAt(reader, envelope, 'Header')) this.#readHeader(reader, found, drift);
        else reader.skip();
      }
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      drift.push(error.drift);
    }
    return Object.keys(found).length === 0 ? undefined : found;
  }

  #readHeader(reader: XmlReader, found: Record<string, unknown>, drift: Drift[]): void {
    while (reader.nextChild()) {
      const header = this.#headers.find(({ names }) => names.includes(reader.name.expanded));
      if (header) put(found, header.key, decodeHeader(this.#contract, header, reader, { drift }));
      else reader.skip();
    }
  }
}

/** What stands behind the fault in the body: an encoded detail may refer to it. */
function siblings(reader: XmlReader, room: TreeRoom): XmlTree[] {
  const trees: XmlTree[] = [];
  while (reader.nextChild()) trees.push(readTree(reader, room));
  return trees;
}

/** Moves to the fault's start tag; gives the envelope's namespace, or `undefined` where there is no fault. */
function toFault(reader: XmlReader): string | undefined {
  reader.readRoot();
  const { namespace, local } = reader;
  if (local !== 'Envelope' || (namespace !== soap11Namespace && namespace !== soap12Namespace)) return undefined;
  while (reader.nextChild()) {
    if (isAt(reader, namespace, 'Body'))
      return reader.nextChild() && isAt(reader, namespace, 'Fault') ? namespace : undefined;
    reader.skip();
  }
  return undefined;
}

function isAt(reader: XmlReader, namespace: string, local: string): boolean {
  return reader.local === local && reader.namespace === namespace;
}

type Said = Pick<SoapFault, 'code' | 'subcode' | 'namespace' | 'reasons'>;

function fault11(tree: XmlTree): Said {
  const code = qname(childOf(tree, 'faultcode'));
  const reason = childText(tree, 'faultstring');
  const dot = code.local.indexOf('.');
  return {
    code: dot === -1 ? code.local : code.local.slice(0, dot),
    subcode: dot === -1 ? undefined : code.local,
    namespace: code.namespace,
    reasons: reason === undefined || reason === '' ? [] : [reason],
  };
}

function fault12(tree: XmlTree): Said {
  const top = childOf(tree, 'Code');
  const code = qname(childOf(top, 'Value'));
  let innermost = childOf(top, 'Subcode');
  for (let next = innermost; next !== undefined; next = childOf(next, 'Subcode')) innermost = next;
  const subcode = innermost && qname(childOf(innermost, 'Value'));
  const reason = childOf(tree, 'Reason');
  return {
    code: code.local,
    subcode: subcode?.local,
    namespace: subcode ? subcode.namespace : code.namespace,
    reasons: reason === undefined ? [] : elementsOf(reason).map((text) => textOf(text).trim()),
  };
}

/** A QName in content; partners that forget to declare the prefix still mean the local name. */
function qname(tree: XmlTree | undefined): { namespace: string | undefined; local: string } {
  const text = tree === undefined ? '' : textOf(tree).trim();
  const colon = text.indexOf(':');
  if (tree === undefined || colon === -1) return { namespace: tree?.resolvePrefix(''), local: text };
  return { namespace: tree.resolvePrefix(text.slice(0, colon)), local: text.slice(colon + 1) };
}
