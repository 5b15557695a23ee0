import type { Endpoint } from '../../adapter/auth.ts';
import { authsOf } from '../../adapter/auth.ts';
import { BreakageError } from '../../adapter/breakage.ts';
import type { WsSecurity } from '../../adapter/ws-security.ts';

/** What an endpoint declares of WS-Security, by kind. */
export type DeclaredSecurity = {
  readonly [Kind in WsSecurity['kind']]?: Extract<WsSecurity, { kind: Kind }>;
};

/** `undefined` where the endpoint declares nothing of WS-Security: then nothing of it costs anything. */
export function securityOf(endpoint: Endpoint): DeclaredSecurity | undefined {
  let declared: { [kind: string]: unknown } | undefined;
  for (const auth of authsOf(endpoint)) {
    switch (auth.kind) {
      case 'usernameToken':
      case 'timestamp':
      case 'signature':
      case 'signedReply':
      case 'encryption':
      case 'samlAssertion':
        if (declared?.[auth.kind] !== undefined) throw misdeclared(`The endpoint declares ${auth.kind} twice`);
        (declared ??= {})[auth.kind] = auth;
        break;
      default:
    }
  }
  return declared;
}

/** The adapter asks for what cannot be: its engineer mends it. Nothing was sent. */
export function misdeclared(message: string): BreakageError {
  return new BreakageError('internal', message, { delivery: 'none' });
}

/** A key, certificate or assertion of ours is of no use: ops mend it. Nothing was sent. */
export function unusable(message: string): BreakageError {
  return new BreakageError('credentials', message, { delivery: 'none' });
}
