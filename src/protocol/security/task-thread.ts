import { Worker } from 'node:worker_threads';

/** How long a thread may take for one task, how much memory it may have, and when one without a task is let go. */
export interface ThreadLimits {
  readonly patienceMs: number;
  readonly idleMs: number;
  readonly memoryMb: number;
}

/** One thread of a script that answers each message with one: one task at a time, started with the first. It keeps no process alive. */
export class TaskThread {
  readonly #script: URL;
  readonly #limits: ThreadLimits;
  #worker: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;

  constructor(script: URL, limits: ThreadLimits) {
    this.#script = script;
    this.#limits = limits;
  }

  /** Throws an Error where the task takes more time or memory than there is, or the thread fails at it. */
  perform(task: unknown): Promise<unknown> {
    const result = this.#last.then(() => this.#run(task));
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** A task that takes too long, or more memory than there is, costs the thread: the next one starts another. */
  async #run(task: unknown): Promise<unknown> {
    clearTimeout(this.#idle);
    const worker = (this.#worker ??= this.#start());
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const failed = (): void => reject(new Error('a task takes more time or memory than there is'));
    const timer = setTimeout(() => void worker.terminate(), this.#limits.patienceMs);
    worker.once('message', resolve);
    worker.once('exit', failed);
    worker.ref();
    try {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage(task);
      return await promise;
    } finally {
      clearTimeout(timer);
      worker.off('message', resolve);
      worker.off('exit', failed);
      worker.unref();
      this.#idle = setTimeout(() => this.#letGo(worker), this.#limits.idleMs).unref();
    }
  }

  #letGo(worker: Worker): void {
    if (this.#worker === worker) this.#worker = undefined;
    void worker.terminate();
  }

  #start(): Worker {
    const worker = new Worker(this.#script, {
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.memoryMb },
    });
    // What went wrong in it is told by its end, which follows.
    worker.on('error', () => {});
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
    });
    return worker;
  }
}
