import type { Finding } from '../finding.ts';
import type { Signals } from '../signals.ts';

/** Are we let in? Red at the first refusal, until an address that refused accepts again: nothing else will mend it. */
export function credentials(signals: Signals): Finding {
  const provenAt = signals.acceptedAt;
  const example = [...signals.refusedCredentials.values()].at(-1);
  if (example !== undefined) {
    const where = signals.refusedCredentials.size === 1 ? '' : ` at ${signals.refusedCredentials.size} addresses`;
    return { status: 'red', reason: `The partner refuses our credentials${where}; renew them.`, example, provenAt };
  }
  if (provenAt === undefined) return { status: 'unknown', reason: 'Our credentials have not been used yet.', provenAt };
  return { status: 'green', reason: 'The partner accepts our credentials.', provenAt };
}
