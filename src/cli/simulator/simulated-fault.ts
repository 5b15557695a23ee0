import type { Contract, Drift, EncodeProblem, Namespaces, OperationModel } from '../../codec/index.ts';
import { pointerTo } from '../../codec/json-pointer.ts';
import { encodeHeader } from '../../codec/message-encoder.ts';
import { envelopeNamespaces, writeEnvelope } from '../../protocol/soap/envelope.ts';
import { escapeText } from '../../protocol/escape-text.ts';
import { isJsonObject } from '../../protocol/json-object.ts';

/** Names SOAP 1.1's codes; SOAP 1.2's Sender and Receiver are Client and Server. */
export type FaultCode = 'Client' | 'Server' | 'VersionMismatch' | 'MustUnderstand';

/** A partner's "no", in either version's form (SOAP 1.1 §4.4, SOAP 1.2 part 1 §5.4). */
export interface SimulatedFault {
  readonly code: FaultCode;
  /** The partner's own code, `{namespace}local`: SOAP 1.1's faultcode, SOAP 1.2's subcode. */
  readonly subcode?: string | undefined;
  readonly reason: string;
  /** The declared detail elements by local name. */
  readonly detail?: Readonly<Record<string, unknown>> | undefined;
  /** What the simulator itself found wrong, place by place; stands in the detail too. */
  readonly places?: readonly Place[] | undefined;
}

/** Where a message does not fit: an XPath in XML, a JSON Pointer in JSON. */
export interface Place {
  readonly at: string;
  readonly words: string;
}

/** The namespace of the simulator's own detail. */
const ownNamespace = 'urn:passerelle:simulator';

const soap12Codes: Readonly<Record<FaultCode, string>> = {
  Client: 'Sender',
  Server: 'Receiver',
  VersionMismatch: 'VersionMismatch',
  MustUnderstand: 'MustUnderstand',
};

export function placesOf(found: readonly (Drift | EncodeProblem)[]): Place[] {
  return found.map((each) =>
    'pointer' in each
      ? { at: each.pointer, words: each.message }
      : { at: each.place ?? each.path, words: `expected ${each.expected}, found ${each.found}` },
  );
}

/** SOAP 1.2 part 2 §7.5.2.2: what the sender has done wrong is a 400; in SOAP 1.1 every fault is a 500 (§6.2). */
export function faultStatus(version: OperationModel['soap'], fault: SimulatedFault): number {
  return version === '1.2' && fault.code === 'Client' ? 400 : 500;
}

/** The envelope of a fault. `known` encodes its declared details; one that the contract does not declare or take adds to `problems`. */
export function writeFault(
  version: OperationModel['soap'],
  fault: SimulatedFault,
  known: { readonly contract: Contract; readonly model: OperationModel } | undefined,
  problems: EncodeProblem[],
  headers: (namespaces: Namespaces) => string,
): string {
  const namespaces = envelopeNamespaces(version);
  const detail = declaredDetail(fault, known, namespaces, problems) + placesDetail(fault, namespaces);
  const reason = escapeText(fault.reason);
  const own = fault.subcode === undefined ? undefined : qualified(fault.subcode, namespaces);
  const blocks = headers(namespaces);
  const content =
    version === '1.1'
      ? `<faultcode>${own ?? `soap:${fault.code}`}</faultcode><faultstring>${reason}</faultstring>${within('detail', detail)}`
      : `<soap:Code><soap:Value>soap:${soap12Codes[fault.code]}</soap:Value>${
          own === undefined ? '' : `<soap:Subcode><soap:Value>${own}</soap:Value></soap:Subcode>`
        }</soap:Code><soap:Reason><soap:Text xml:lang="en">${reason}</soap:Text></soap:Reason>${within('soap:Detail', detail)}`;
  return writeEnvelope(namespaces, blocks, `<soap:Fault>${content}</soap:Fault>`);
}

function within(name: string, content: string): string {
  return content === '' ? '' : `<${name}>${content}</${name}>`;
}

function qualified(name: string, namespaces: Namespaces): string {
  const [, namespace = '', local = name] = /^\{([^}]*)\}(.*)$/s.exec(name) ?? [];
  return escapeText(namespaces.name(namespace, local));
}

function declaredDetail(
  { detail = {} }: SimulatedFault,
  known: { readonly contract: Contract; readonly model: OperationModel } | undefined,
  namespaces: Namespaces,
  problems: EncodeProblem[],
): string {
  if (!isJsonObject(detail)) {
    problems.push({ pointer: '/$fault/detail', message: 'must be an object' });
    return '';
  }
  let text = '';
  for (const [name, value] of Object.entries(detail)) {
    const pointer = pointerTo([name], '/$fault/detail');
    const declared = known?.model.faults.find(({ element }) => known.contract.model.elements[element]?.name === name);
    if (known === undefined || declared === undefined)
      problems.push({ pointer, message: 'is no fault that the operation declares' });
    else text += encodeHeader(known.contract, { ...declared, key: name }, value, namespaces, problems, pointer);
  }
  return text;
}

function placesDetail({ places = [] }: SimulatedFault, namespaces: Namespaces): string {
  const name = places.length === 0 ? '' : namespaces.name(ownNamespace, 'place');
  return places.map(({ at, words }) => `<${name} at="${attribute(at)}">${escapeText(words)}</${name}>`).join('');
}

function attribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}
