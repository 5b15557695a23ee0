import { BreakageError } from '../adapter/breakage.ts';
import type { EncodeProblem } from '../codec/index.ts';

/** The adapter's encode made what the partner’s schema refuses: our bug, and nothing was sent. */
export function refusedMessage(problems: readonly EncodeProblem[]): BreakageError {
  const places = problems.slice(0, 5).map(({ pointer, message }) => `${pointer || '/'} ${message}`);
  return new BreakageError(
    'internal',
    `The message that the adapter made does not fit the partner’s schema: ${places.join('; ')}`,
    { delivery: 'none' },
  );
}
