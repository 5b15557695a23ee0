import { mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DestinationStream, Logger } from 'pino';
import { pino, stdTimeFunctions } from 'pino';
import type { BreakageKind } from './adapter/breakage.ts';
import { framesOf } from './adapter/error-frames.ts';
import type { AttemptEvent, AttemptObserver } from './call/outcome.ts';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Lines are gathered up to this many bytes, and written every second at the latest: writing each by itself costs more than the call. */
const BUFFER_BYTES = 4_096;
const FLUSH_EVERY_MS = 1_000;

/** A log that can be written out and closed. */
export interface Log {
  readonly logger: Logger;
  /** Writes out what is gathered; to be called before the process ends. */
  close(): void;
}

/** One line of JSON per event, to standard output or to a file. */
export function openLog(options: { level: LogLevel; file?: string }): Log {
  const destination = pino.destination({
    sync: false,
    minLength: BUFFER_BYTES,
    dest: options.file === undefined ? process.stdout.fd : openFile(options.file),
  });
  const timer = setInterval(() => destination.flush(), FLUSH_EVERY_MS);
  timer.unref();
  return {
    logger: createLogger(options.level, destination),
    close(): void {
      clearInterval(timer);
      destination.flushSync();
    },
  };
}

/** Opened at once, so that the last lines can be written even when the process ends right away. */
function openFile(file: string): number {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  return openSync(file, 'a', 0o600);
}

/** The logger itself, writing where it is told to. */
export function createLogger(level: LogLevel, destination: DestinationStream): Logger {
  return pino(
    {
      level,
      base: { service: 'passerelle' },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
}

/** One line per attempt, never a body; probes only at `debug`, unless they fail. */
export function logAttempts(logger: Logger): AttemptObserver {
  return (event) => logger[levelOf(event)](lineOf(event), 'attempt');
}

/** A "no" about the record or the business is an answer as good as any: warnings are for what someone may have to mend. */
function levelOf({ breakage, probe }: AttemptEvent): LogLevel {
  if (breakage === undefined || answers.has(breakage.kind)) return probe ? 'debug' : 'info';
  return breakage.kind === 'internal' ? 'error' : 'warn';
}

const answers: ReadonlySet<BreakageKind> = new Set(['not_found', 'rejected']);

/** A partner's free text stays out: of its fault, only the code that was looked up. */
function lineOf(event: AttemptEvent): Record<string, unknown> {
  const { breakage } = event;
  return {
    adapter: event.adapter,
    operation: event.operation,
    kind: breakage?.kind ?? 'success',
    ...(breakage === undefined ? {} : { delivery: breakage.delivery, detail: breakage.message }),
    ...(breakage?.fault !== undefined && isCode(breakage.fault.code) ? { faultCode: breakage.fault.code } : {}),
    ...(breakage?.partnerStatus === undefined ? {} : { partnerStatus: breakage.partnerStatus }),
    ...(breakage?.kind === 'internal' ? { where: framesOf(breakage.cause) } : {}),
    durationMs: Math.round(event.durationMs * 10) / 10,
    attempt: event.attempt,
    ...(event.drift.length === 0 ? {} : { drift: event.drift.length }),
    ...(event.probe ? { probe: true } : { client: event.client }),
    callId: event.callId,
    attemptId: event.attemptId,
    ...(event.traceId === undefined ? {} : { traceId: event.traceId }),
  };
}

/** A partner without codes is looked up by its free text, which may hold personal data. */
function isCode(code: string): boolean {
  return /^(?:[A-Za-z][\w.:-]{0,63}|\w{1,8})$/.test(code);
}
