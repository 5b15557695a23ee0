import type { Fault } from '../../adapter/breakage.ts';
import type { FaultMapping } from '../../adapter/fault.ts';
import type { Drift } from '../../codec/index.ts';
import { securityNamespace } from '../../codec/index.ts';
import { AttemptBreakage } from '../attempt-breakage.ts';
import type { HttpReply } from '../http/http-message.ts';
import type { SoapFault } from './soap-fault.ts';
import type { Meaning } from '../status-breakage.ts';
import { factsOf, kindOfMapping } from '../status-breakage.ts';

export type FaultTable = Readonly<Record<string, FaultMapping>>;

/** What may stand where a partner’s free text may not: logs, metrics, fingerprints. A run of digits may be somebody's number. */
const codeForm = /^(?!.*\d{6})[\w.:-]{1,64}$/;
const longestMessage = 4_000;

/** The first of `codes` that the adapter maps. */
export function mappedCode(faults: FaultTable, codes: readonly (string | undefined)[]): string | undefined {
  return codes.find((code) => code !== undefined && Object.hasOwn(faults, code));
}

/** What an unmapped fault means by its code (SOAP 1.1 §4.4.1, SOAP 1.2 part 1 §5.4.6, WS-Security §12); a code of no standard claims nothing. */
function meaningOf(fault: SoapFault): Meaning {
  if (fault.namespace === securityNamespace) return { kind: 'credentials' };
  switch (fault.code) {
    case 'Client':
    case 'Sender':
    case 'VersionMismatch':
    case 'MustUnderstand':
    case 'DataEncodingUnknown':
      return { kind: 'rejected' };
    default:
      return { kind: 'failing' };
  }
}

/** An unmapped code of the partner’s own, where it is a code and not a text. */
export function plainCode(code: string): string {
  return codeForm.test(code) ? code : 'unmapped';
}

/** The fault as the caller of that call sees it. */
export function faultOf(code: string, message: string | undefined, detail: unknown, headers?: Fault['headers']): Fault {
  return {
    code,
    ...(message === undefined || message === '' ? {} : { message: message.slice(0, longestMessage) }),
    ...(detail === undefined ? {} : { detail }),
    ...(headers === undefined ? {} : { headers }),
  };
}

/** For the drift check: the adapter's table does not know this code. */
export function unmappedFault(path: string, code: string): Drift {
  return { kind: 'fault', path, expected: 'a fault that the adapter maps', found: `unmapped fault ${code}` };
}

/**
 * The breakage of a SOAP fault: looked up in the adapter's table by detail element, innermost subcode, code, then exact
 * reason. `closed`: there is a table at all; in zero code there is none, and no fault is missing from it.
 */
export function soapFaultBreakage(
  fault: SoapFault,
  reply: HttpReply,
  faults: FaultTable,
  closed: boolean,
): AttemptBreakage {
  const key = mappedCode(faults, [...fault.details, fault.subcode, fault.code, ...fault.reasons]);
  const mapping = key === undefined ? undefined : faults[key];
  const code = key ?? plainCode(fault.details[0] ?? fault.subcode ?? fault.code);
  const meaning = mapping === undefined ? meaningOf(fault) : kindOfMapping(mapping);
  const plainServerFault = fault.code === 'Server' || fault.code === 'Receiver' || meaning.kind === 'credentials';
  const missing = mapping === undefined && closed && !plainServerFault;
  const drift = [...fault.drift, ...(missing ? [unmappedFault('/Envelope/Body/Fault', code)] : [])];
  const facts = { ...factsOf(reply, meaning), fault: faultOf(code, fault.reasons[0], fault.detail, fault.headers) };
  return new AttemptBreakage(
    meaning.kind,
    `The partner answered with ${mapping === undefined ? 'an unmapped' : 'a'} fault`,
    facts,
    drift,
  );
}
