import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { ApiKey, hashOf } from './api-key.ts';

/** Who a request comes from. */
export interface Identity {
  readonly client: string;
  hasAny(scopes: readonly string[]): boolean;
}

/** Who may do what. */
export interface Access {
  /** No key is configured: everything is open, to the client `local`. */
  readonly open: boolean;
  /**
   * Whose credentials these are: `undefined` where there are none, or none that is known.
   * `page`: the key may also be the password of HTTP Basic, so that a browser can ask a person for it. Never for
   * calls: a browser sends Basic along with requests that another site made it send.
   */
  identify(headers: IncomingHttpHeaders, page: boolean): Identity | undefined;
}

const local: Identity = { client: 'local', hasAny: () => true };

/** Access by API keys. Throws an Error that names the key's client or place when one is ill-formed; never shows a hash. */
export function createAccess(keys: readonly ApiKey[]): Access {
  if (keys.length === 0) return { open: true, identify: () => local };
  const known = keys.map((key, index) => {
    const checked = ApiKey.safeParse(key);
    if (!checked.success) {
      const [issue] = checked.error.issues;
      throw new Error(`API key ${index + 1}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is ill-formed'}`);
    }
    const { client, hash, scopes } = checked.data;
    const held = new Set(scopes);
    const identity: Identity = { client, hasAny: (wanted) => wanted.some((scope) => held.has(scope)) };
    return { hash: Buffer.from(hash, 'hex'), identity };
  });
  return {
    open: false,
    identify(headers, page) {
      const key = keyIn(headers, page);
      if (key === undefined) return undefined;
      const hash = hashOf(key);
      let identity: Identity | undefined;
      // Every key is compared, whatever the first ones gave: the time says nothing of which one matched.
      for (const one of known) if (timingSafeEqual(one.hash, hash)) identity = one.identity;
      return identity;
    },
  };
}

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;

/**
 * Whether `Host` names this machine. While everything is open, a page elsewhere whose name was made to resolve to
 * loopback (DNS rebinding) would otherwise be let in by the browser; the browser sends that name as Host.
 */
export function namesThisMachine({ host }: IncomingHttpHeaders): boolean {
  return host === undefined || loopback.test(host);
}

/** The scopes of which one is needed to call an operation. */
export function callScopes(adapter: string, operation: string): readonly string[] {
  return [`call:${adapter}:${operation}`, `call:${adapter}`, 'call:*'];
}

/** `WWW-Authenticate` (RFC 9110 §11.6.1). */
export function challenge(headers: IncomingHttpHeaders, page: boolean): string {
  if (page) return 'Basic realm="Passerelle", charset="UTF-8"';
  return keyIn(headers, page) === undefined
    ? 'Bearer realm="Passerelle"'
    : 'Bearer realm="Passerelle", error="invalid_token"';
}

function keyIn(headers: IncomingHttpHeaders, page: boolean): string | undefined {
  const [, scheme = '', credentials = ''] = /^(\S+) +(\S+) *$/.exec(headers.authorization ?? '') ?? [];
  if (/^bearer$/i.test(scheme)) return credentials;
  if (page && /^basic$/i.test(scheme)) {
    const text = Buffer.from(credentials, 'base64').toString();
    return text.slice(text.indexOf(':') + 1);
  }
  const key = headers['x-api-key'];
  return typeof key === 'string' && key !== '' ? key : undefined;
}
