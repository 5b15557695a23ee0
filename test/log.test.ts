import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AttemptEvent } from '../src/call/outcome.ts';
import type { LogLevel } from '../src/log.ts';
import { createLogger, logAttempts, openLog } from '../src/log.ts';
import { attempt, breakage, broken } from './health/sample.ts';

function linesOf(event: AttemptEvent, level: LogLevel = 'info'): Record<string, unknown>[] {
  const lines: string[] = [];
  logAttempts(createLogger(level, { write: (line: string) => void lines.push(line) }))(event);
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('the log of an attempt', () => {
  it('is one line with its adapter, operation, kind, duration, attempt and ids', () => {
    expect(linesOf(attempt({ traceId: 'trace-1', attempt: 2 }))).toMatchObject([
      {
        level: 'info',
        adapter: 'tva',
        operation: 'company',
        kind: 'success',
        durationMs: 100,
        attempt: 2,
        client: 'local',
        callId: 'call-1',
        attemptId: 'attempt-1',
        traceId: 'trace-1',
      },
    ]);
  });

  it('warns of a breakage, with its delivery', () => {
    expect(linesOf(broken('timeout'))).toMatchObject([{ level: 'warn', kind: 'timeout', delivery: 'unknown' }]);
  });

  it('holds a fault’s code and none of its free text', () => {
    const fault = { code: 'MS_UNAVAILABLE', message: 'Jeanne Martin', detail: { nir: '2550699999999' } };
    const [line] = linesOf(attempt({ breakage: breakage('failing', { fault }) }));
    expect(JSON.stringify(line)).not.toMatch(/Jeanne|25506/);
    expect(line?.['faultCode']).toBe('MS_UNAVAILABLE');
  });

  it('leaves out a code that is free text', () => {
    const [line] = linesOf(attempt({ breakage: breakage('failing', { fault: { code: 'Jeanne Martin is unknown' } }) }));
    expect(line).not.toHaveProperty('faultCode');
  });

  it('says where a bug of ours is, without the error’s message', () => {
    const cause = new TypeError('bad value Jeanne Martin');
    const [line] = linesOf(attempt({ breakage: breakage('internal', { cause }) }));
    expect(line?.['where']).toMatch(/^TypeError \| at .*log\.test\.ts/);
    expect(JSON.stringify(line)).not.toContain('Jeanne');
  });

  it.each(['not_found', 'rejected'] as const)('takes %s for an answer, of a probe too', (kind) => {
    const event = { breakage: breakage(kind) };
    expect(linesOf(attempt(event))).toMatchObject([{ level: 'info', kind }]);
    expect(linesOf(attempt({ ...event, probe: true, client: undefined }))).toEqual([]);
  });

  it('shows a probe that was answered only at debug', () => {
    const probe = attempt({ probe: true, client: undefined });
    expect([linesOf(probe), linesOf(probe, 'debug')]).toMatchObject([[], [{ probe: true }]]);
  });
});

describe('a log file', () => {
  it('holds every line once it is closed', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'passerelle-log-')), 'deep', 'gateway.log');
    const log = openLog({ level: 'info', file });
    log.logger.info('started');
    log.close();
    expect(readFileSync(file, 'utf8')).toContain('"msg":"started"');
  });
});
