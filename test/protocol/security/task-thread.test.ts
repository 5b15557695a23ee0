import { describe, expect, it } from 'vitest';
import type { ThreadLimits } from '../../../src/protocol/security/task-thread.ts';
import { TaskThread } from '../../../src/protocol/security/task-thread.ts';

const tooMuch = 'a task takes more time or memory than there is';

function thread(limits: Partial<ThreadLimits> = {}): TaskThread {
  const script = new URL('./failing-thread.ts', import.meta.url);
  return new TaskThread(script, { patienceMs: 30_000, idleMs: 60_000, memoryMb: 64, ...limits });
}

async function results(of: TaskThread, ...tasks: readonly unknown[]): Promise<unknown[]> {
  const settled = await Promise.allSettled(tasks.map((task) => of.perform(task)));
  return settled.map((each) => (each.status === 'fulfilled' ? each.value : (each.reason as Error).message));
}

describe('a thread for tasks', () => {
  it('answers one after the other', async () => {
    expect(await results(thread(), 1, 2, 3)).toEqual([1, 2, 3]);
  });

  it.each(['fail', 'end'])('is replaced for those that wait when a task makes it %s', async (task) => {
    expect(await results(thread(), 1, task, 2)).toEqual([1, tooMuch, 2]);
  });

  it('is replaced for those that wait when a task takes too long', async () => {
    expect(await results(thread({ patienceMs: 2_000 }), 'hang', 2)).toEqual([tooMuch, 2]);
  });

  it('goes on after a task that no other thread can be given', async () => {
    expect(await results(thread(), () => 1, 2)).toEqual([expect.stringContaining('could not be cloned'), 2]);
  });

  it('answers though it is let go as soon as it is idle', async () => {
    const idle = thread({ idleMs: 0 });
    const answers: unknown[] = [];
    for (const task of [1, 2, 3, 4, 5]) answers.push(...(await results(idle, task)));
    expect(answers).toEqual([1, 2, 3, 4, 5]);
  });
});
