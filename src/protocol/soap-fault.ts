import type { Contract, Drift, OperationModel, XmlLimits, XmlTree } from '../codec/index.ts';
import { ContractError, decodeElement, expandedName, readTree, XmlReader } from '../codec/index.ts';
import { elementsOf, textOf } from '../codec/xml/tree.ts';
import { soap11Namespace, soap12Namespace } from '../codec/xml/vocabulary.ts';
import { childOf, childText, plainJson, put } from './tree-json.ts';

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
  readonly drift: readonly Drift[];
}

/** Partners put stack traces and whole pages into faults: a problem is not the place for them. */
const longestDetail = 256 * 1024;

/** Reads the faults of one operation. Not on the fast path: a fault is read as a tree, and its declared detail once more. */
export class SoapFaultReader {
  readonly #contract: Contract;
  readonly #limits: Partial<XmlLimits>;
  readonly #declared: ReadonlyMap<string, number>;

  constructor(contract: Contract, model: OperationModel, limits: Partial<XmlLimits>) {
    this.#contract = contract;
    this.#limits = limits;
    this.#declared = new Map(
      model.faults.map(({ element }) => {
        const declaration = contract.model.elements[element];
        return [expandedName(declaration?.namespace ?? '', declaration?.name ?? ''), element];
      }),
    );
  }

  /** `undefined` where the text is no envelope with a fault. Throws MalformedError. */
  read(text: string): SoapFault | undefined {
    const reader = new XmlReader(text, this.#limits);
    const namespace = toFault(reader);
    if (namespace === undefined) return undefined;
    const tree = readTree(reader);
    for (let depth = reader.depth; depth > 0; depth--) while (reader.nextChild()) reader.skip();
    reader.finish();
    const detail = childOf(tree, namespace === soap11Namespace ? 'detail' : 'Detail');
    return { ...(namespace === soap11Namespace ? fault11(tree) : fault12(tree)), ...this.#detail(detail, text) };
  }

  #detail(tree: XmlTree | undefined, text: string): Pick<SoapFault, 'details' | 'detail' | 'drift'> {
    const elements = tree === undefined ? [] : elementsOf(tree);
    const details = elements.map(({ local }) => local);
    const names = elements.map(({ namespace, local }) => expandedName(namespace, local));
    const drift: Drift[] = [];
    if (elements.length === 0) {
      return { details, detail: tree && textOf(tree).trim() !== '' ? textOf(tree).trim() : undefined, drift };
    }
    const detail: Record<string, unknown> = {};
    const decoded = names.some((name) => this.#declared.has(name)) ? this.#decoded(text, drift) : [];
    for (const [index, element] of elements.entries()) {
      if (decoded[index] !== undefined) put(detail, element.local, decoded[index]);
      else if (text.length <= longestDetail) put(detail, element.local, plainJson(element));
    }
    return { details, detail, drift };
  }

  /** The declared elements of the detail, each at its place; one that breaks its contract is left to the tree. */
  #decoded(text: string, drift: Drift[]): unknown[] {
    const decoded: unknown[] = [];
    const reader = new XmlReader(text, this.#limits);
    toFault(reader);
    try {
      while (reader.nextChild()) {
        if (reader.local.toLowerCase() !== 'detail') reader.skip();
        else while (reader.nextChild()) decoded.push(this.#element(reader, drift));
      }
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      drift.push(error.drift);
    }
    return decoded;
  }

  #element(reader: XmlReader, drift: Drift[]): unknown {
    const element = this.#declared.get(reader.name.expanded);
    if (element !== undefined) return decodeElement(this.#contract, element, reader, { drift });
    reader.skip();
    return undefined;
  }
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
