import type { SignatureResult, SignatureTask } from './signature-task.ts';
import { performed } from './signature-task.ts';
import { TaskThread } from './task-thread.ts';

/** The library takes a millisecond and more for each kilobyte, each reference and each key: others would wait for more. */
const mostAtOnce = 16 * 1024;
const limits = { patienceMs: 30_000, idleMs: 60_000, memoryMb: 1_024 };

/** Tasks wait for those of their own kin alone: what one partner sends never holds up another's. */
const threads = new WeakMap<object, TaskThread>();

/**
 * Performs a task: at once where it is small, besides where it is not. Those of the same `kin`, which is only a key, wait for
 * each other. Throws an Error where that takes too much time or memory.
 */
export async function performBesides<Task extends SignatureTask>(
  task: Task,
  kin: object,
): Promise<SignatureResult[Task['kind']]> {
  const result = costOf(task) < mostAtOnce ? performed(task) : await threadOf(kin).perform(task);
  return result as SignatureResult[Task['kind']];
}

function costOf(task: SignatureTask): number {
  return task.text.length * task.ids.length * (task.kind === 'verify' ? task.keys.length : 1);
}

function threadOf(kin: object): TaskThread {
  let thread = threads.get(kin);
  if (!thread) {
    thread = new TaskThread(new URL('./signature-thread.ts', import.meta.url), limits);
    threads.set(kin, thread);
  }
  return thread;
}
