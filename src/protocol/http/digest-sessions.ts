import { randomBytes } from 'node:crypto';
import { challengesIn, parametersIn } from './challenge.ts';
import type { DigestChallenge, DigestCredential } from './digest.ts';
import { digestAuthorization, digestChallenge } from './digest.ts';
import type { HttpReply, HttpRequest } from './http-message.ts';

interface Session {
  readonly challenge: DigestChallenge;
  readonly cnonce: string;
  nonce: string;
  count: number;
}

const mostSessions = 1_024;

/** What partners asked for last, so that a call costs one request once its nonce is known (RFC 7616 §3.6). */
export class DigestSessions {
  readonly #sessions = new Map<string, Session>();

  /** The `Authorization` to send at once; `undefined` before the first challenge. */
  authorization(credential: DigestCredential, request: HttpRequest): string | undefined {
    const session = this.#sessions.get(keyOf(credential, request));
    return session && next(session, credential, request);
  }

  /**
   * The `Authorization` that answers a 401; `undefined` where it asks for nothing that can be answered, or refuses an
   * answer: a wrong password is sent once for each call, since partners lock users after a few.
   */
  answer(
    credential: DigestCredential,
    request: HttpRequest,
    { headers }: HttpReply,
    isRefusal: boolean,
  ): string | undefined {
    const key = keyOf(credential, request);
    this.#sessions.delete(key);
    const challenge = digestChallenge(challengesIn(headers['www-authenticate']));
    if (!challenge || (isRefusal && !challenge.stale)) return undefined;
    const session = { challenge, cnonce: randomBytes(16).toString('hex'), nonce: challenge.nonce, count: 0 };
    if (this.#sessions.size >= mostSessions) this.#sessions.clear();
    this.#sessions.set(key, session);
    return next(session, credential, request);
  }

  /** Takes the nonce that the partner wants next time. */
  learn(credential: DigestCredential, request: HttpRequest, { headers }: HttpReply): void {
    const info = headers['authentication-info'];
    if (info === undefined) return;
    const nonce = parametersIn(info).get('nextnonce');
    const session = this.#sessions.get(keyOf(credential, request));
    if (nonce === undefined || !session) return;
    session.nonce = nonce;
    session.count = 0;
  }
}

function keyOf({ user }: DigestCredential, { origin }: HttpRequest): string {
  return `${origin} ${user}`;
}

function next(session: Session, credential: DigestCredential, request: HttpRequest): string {
  session.count++;
  const { challenge, cnonce, nonce, count } = session;
  const { method, path: uri, body = '' } = request;
  return digestAuthorization(challenge, credential, { method, uri, body, nonce, count, cnonce });
}
