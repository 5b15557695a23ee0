import type { Log } from '../log.ts';
import { framesOf } from '../adapter/error-frames.ts';

/** An error that nobody expected ends the process, after it has been written down; whoever runs us starts a new one. */
export function failLoudly(log: Log): void {
  process.once('uncaughtException', (error, origin) => {
    log.logger.fatal({ origin, where: framesOf(error) }, 'the process ends: an error was not handled');
    log.close();
    process.exit(1);
  });
}
