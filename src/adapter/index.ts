/** The adapter contract: what a partner's folder may import, besides its own WSDL types and zod. */
export { defineAdapter, none, tcp } from './adapter.ts';
export type { Adapter, CallContext } from './adapter.ts';
export { basic, clientCertificate, digest, header, noAuth } from './auth.ts';
export type { Auth, ClientCertificate, Endpoint } from './auth.ts';
export type { Correction, Corrections } from './corrections.ts';
export { notDone } from './fault.ts';
export type { FaultMapping, Verdict } from './fault.ts';
export { soap, xml } from './operation.ts';
export { personal } from './personal.ts';
export { inline, never, queued } from './retry.ts';
export { secret } from './secret.ts';
export type { ElementToken, SoapToken } from './token.ts';
export { translate } from './translate.ts';
export { encryption, samlAssertion, signature, signedReply, timestamp, usernameToken } from './ws-security.ts';
