import { setImmediate as turn } from 'node:timers/promises';
import { BreakageError } from '../adapter/breakage.ts';
import type { VerdictTable } from '../adapter/fault.ts';
import type { Operation } from '../adapter/operation.ts';
import type { Drift } from '../codec/index.ts';
import { pointerTo } from '../codec/json-pointer.ts';
import { AttemptBreakage } from './attempt-breakage.ts';
import type { Reading } from './binding.ts';
import { markLong } from './long-output.ts';
import { kindOfMapping } from './status-breakage.ts';

/**
 * The operation's output from a reply that keeps its contract: verdict, decode, output schema.
 *
 * An unlisted verdict and an output that its schema refuses are `drift`. An adapter's function that throws on a reply
 * that fits its types is our bug, `internal` with delivery `done`; where lenient reading passed differences on, the
 * reply did not fit, and it is `drift`.
 */
export function outputOf(operation: Operation, { content, drift }: Reading): unknown {
  if (operation.bare) return content ?? null;
  if (operation.verdict) judge(operation.verdict, content, drift);
  return checked(
    operation,
    run(() => operation.decode(content), drift, 'decode'),
    drift,
  );
}

/** As {@link outputOf}, of a long reply: the event loop has its turns between. The output is marked as long. */
export async function longOutputOf(operation: Operation, reading: Reading): Promise<unknown> {
  const { content, drift } = reading;
  await turn();
  if (operation.bare) return markLong(content ?? null);
  if (operation.verdict) judge(operation.verdict, content, drift);
  const decoded = run(() => operation.decode(content), drift, 'decode');
  await turn();
  return markLong(checked(operation, decoded, drift));
}

function checked(operation: Operation, decoded: unknown, drift: readonly Drift[]): unknown {
  const result = operation.output.safeParse(decoded);
  if (result.success) return result.data;
  const places = result.error.issues.slice(0, 5).map(({ path }) => pointerTo(path) || '/');
  const found = {
    kind: 'output',
    path: places[0] ?? '/',
    expected: 'what the output schema says',
    found: 'something else',
  } as const;
  throw new AttemptBreakage(
    'drift',
    `The partner’s reply does not give the promised output at ${places.join(', ')}`,
    {},
    [...drift, found],
  );
}

function judge(table: VerdictTable<unknown>, reply: unknown, drift: readonly Drift[]): void {
  const code = run(() => table.code(reply), drift, 'verdict');
  const verdict = Object.hasOwn(table.means, code) ? table.means[code] : undefined;
  if (verdict === 'success') return;
  if (verdict === undefined) {
    const found = {
      kind: 'output',
      path: 'verdict',
      expected: 'a business code that the adapter lists',
      found: 'another one',
    } as const;
    throw new AttemptBreakage('drift', 'The partner answered with a business code that the adapter does not list', {}, [
      ...drift,
      found,
    ]);
  }
  const { kind, delivery } = kindOfMapping(verdict);
  const message = run(() => table.message?.(reply), drift, 'verdict');
  throw new AttemptBreakage(
    kind,
    'The partner answered with a business code of refusal',
    { fault: { code, ...(message !== undefined && { message }) }, ...(delivery !== undefined && { delivery }) },
    drift,
  );
}

function run<Given>(step: () => Given, drift: readonly Drift[], name: string): Given {
  try {
    return step();
  } catch (cause) {
    if (drift.length === 0)
      throw new BreakageError('internal', `The adapter’s ${name} failed on a reply that keeps the contract`, {
        delivery: 'done',
        cause,
      });
    throw new AttemptBreakage(
      'drift',
      `The adapter’s ${name} cannot take a reply that differs from the contract`,
      { cause },
      drift,
    );
  }
}
