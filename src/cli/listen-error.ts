import { CommandError, UsageError } from './arguments.ts';

/** Why we cannot listen, in words that say what to do; any other error as it is. */
export function listenError(error: unknown, host: string, port: number): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE')
    return new CommandError(`port ${port} is taken by another process: free it, or choose another with --port`);
  if (code === 'EACCES')
    return new CommandError(`port ${port} may not be used by this user: choose one above 1023 with --port`);
  if (code === 'EADDRNOTAVAIL') return new CommandError(`${host} is no address of this machine: choose another HOST`);
  return error;
}

/** A port as it is given on the command line. */
export function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new UsageError('--port should be a number from 0 to 65535');
  return port;
}
