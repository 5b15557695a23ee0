import { Worker } from 'node:worker_threads';
import type { SignatureResult, SignatureTask } from './signature-task.ts';
import { performed } from './signature-task.ts';

/** The library takes about a millisecond for each kilobyte: others would wait for a longer text. */
const longText = 16 * 1024;
const patienceMs = 30_000;
const threadMemoryMb = 1_024;

/** Performs a task: at once where the text is short, besides where it is long. Throws an Error where that takes too much time or memory. */
export async function performBesides<Task extends SignatureTask>(task: Task): Promise<SignatureResult[Task['kind']]> {
  const result = task.text.length < longText ? performed(task) : await thread.perform(task);
  return result as SignatureResult[Task['kind']];
}

/** One thread for long texts, started with the first and then kept; one task at a time. */
class SignatureThread {
  #worker: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();

  perform(task: SignatureTask): Promise<unknown> {
    const result = this.#last.then(() => this.#run(task));
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** A text that takes too long, or more memory than there is, costs the thread: the next one starts another. */
  async #run(task: SignatureTask): Promise<unknown> {
    const worker = (this.#worker ??= this.#start());
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const failed = (): void => reject(new Error('a signature takes more time or memory than there is'));
    const timer = setTimeout(() => void worker.terminate(), patienceMs);
    worker.once('message', resolve);
    worker.once('exit', failed);
    worker.ref();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker.postMessage(task);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      worker.off('message', resolve);
      worker.off('exit', failed);
      worker.unref();
    }
  }

  #start(): Worker {
    const worker = new Worker(new URL('./signature-thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: threadMemoryMb },
    });
    // What went wrong in it is told by its end, which follows.
    worker.on('error', () => {});
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
    });
    return worker;
  }
}

const thread = new SignatureThread();
