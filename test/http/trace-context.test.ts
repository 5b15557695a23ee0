import { expect, test } from 'vitest';
import { enterTrace } from '../../src/http/trace-context.ts';
import { send, sendJson, startFacade } from './fakes.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';

test("The caller's trace goes on with a span of ours.", () => {
  const entered = enterTrace(`00-${traceId}-00f067aa0ba902b7-01`);
  expect(entered.traceId).toBe(traceId);
  expect(entered.traceparent).toMatch(new RegExp(`^00-${traceId}-(?!00f067aa0ba902b7)[0-9a-f]{16}-01$`));
});

test('A version to come is read as far as it is known.', () => {
  expect(enterTrace(`cc-${traceId}-00f067aa0ba902b7-ff-more`).traceparent).toMatch(
    new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`),
  );
});

test.each([
  [undefined],
  [''],
  ['nonsense'],
  [`ff-${traceId}-00f067aa0ba902b7-01`],
  [`00-${traceId}-00f067aa0ba902b7-01-more`],
  [`00-${'0'.repeat(32)}-00f067aa0ba902b7-01`],
  [`00-${traceId}-${'0'.repeat(16)}-01`],
  [`00-${traceId.toUpperCase()}-00f067aa0ba902b7-01`],
])('%s begins a new trace.', (header) => {
  const entered = enterTrace(header);
  expect(entered.traceId).not.toBe(traceId);
  expect(entered.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
});

test('Dispatcher and answer get the same traceparent.', async () => {
  const facade = await startFacade();
  const { headers } = await send(facade, 'GET', '/optique/orders/A-1');
  expect(facade.dispatcher.last.traceparent).toBe(headers.traceparent);
});

test('A problem carries the trace id.', async () => {
  const facade = await startFacade();
  const { json } = await sendJson(facade, 'GET', '/nowhere', {
    headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
  });
  expect(json.traceId).toBe(traceId);
});
