/**
 * A process that a test kills: it dispatches one order and says where it stands. Arguments: the store's URL; `marked` or
 * `unmarked`, whether it stops after its sending mark or before it; `direct` or `async`.
 */
import type { Step } from './bound-operation.ts';
import { scripted } from './bound-operation.ts';
import { dispatching } from './dispatching.ts';

const [, , url = '', stop, how] = process.argv;

const standing: Step = async (_input, attempt) => {
  if (stop === 'marked') await attempt.beforeFirstByte?.();
  process.stdout.write(`${attempt.callId}\n`);
  return new Promise(() => undefined);
};

const { call } = await dispatching(url, scripted('optique', { order: { script: [standing], attemptTimeout: '60s' } }));
await call('order', { key: 'key-1', waitMs: 60_000, respondAsync: how === 'async' });
