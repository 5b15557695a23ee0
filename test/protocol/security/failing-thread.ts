import { parentPort } from 'node:worker_threads';

/** A thread that does with each task what it says: answer, fail, end or never come back. */
parentPort?.on('message', (task: unknown) => {
  if (task === 'fail') throw new Error('a task that fails');
  if (task === 'end') process.exit(1);
  if (task === 'hang') for (;;);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(task);
});
