/** Ctrl-C reaches us from the terminal and once more through npm: only a later one means that someone cannot wait. */
const IMPATIENT_AFTER_MS = 1_000;

/**
 * Resolves when the process is asked to stop (SIGINT, SIGTERM). Whoever asks again, a second later, ends it at once:
 * what must be killed then is killed on `exit`.
 */
export function untilStopped(): Promise<NodeJS.Signals> {
  return new Promise((stop) => {
    let askedAt: number | undefined;
    const ask = (signal: NodeJS.Signals): void => {
      if (askedAt !== undefined && performance.now() - askedAt > IMPATIENT_AFTER_MS) process.exit(1);
      askedAt ??= performance.now();
      stop(signal);
    };
    process.on('SIGINT', ask);
    process.on('SIGTERM', ask);
  });
}
