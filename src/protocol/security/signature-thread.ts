import { parentPort } from 'node:worker_threads';
import type { SignatureTask } from './signature-task.ts';
import { performed } from './signature-task.ts';

/** The other thread of `perform-besides.ts`: one task after the other. */
parentPort?.on('message', (task: SignatureTask) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(performed(task));
});
