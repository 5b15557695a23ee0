import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { isJsonObject } from '../../protocol/json-object.ts';
import type { SimulatedReply } from './simulated-partner.ts';

/** What `POST /_switch` takes as its mode. */
export const modes = {
  none: 'answers as it should',
  down: 'closes each connection without an answer',
  slow: 'answers after delayMs',
  hang: 'sends half of the answer, then nothing',
  truncate: 'sends half of the answer as if it were whole',
  fail: 'answers with a fault of its own',
  error: 'a proxy answers HTTP 502 with an HTML page',
  html: 'an HTML page comes with HTTP 200',
  empty: 'HTTP 200 comes without a body',
} as const;

type Mode = keyof typeof modes;

/** How the partner misbehaves, and for how many messages; for ever where `times` is absent. */
export interface Misbehaviour {
  readonly mode: Mode;
  readonly delayMs: number;
  readonly times?: number;
}

export const honest: Misbehaviour = { mode: 'none', delayMs: 3_000 };

const longestDelayMs = 600_000;
const page: SimulatedReply = {
  status: 200,
  contentType: 'text/html; charset=utf-8',
  body: Buffer.from(
    '<!DOCTYPE html><html><head><title>Maintenance</title></head><body><h1>Maintenance</h1></body></html>',
  ),
};

/** A switch as someone sends it; `undefined` where it is none. */
export function misbehaviourIn(text: string): Misbehaviour | undefined {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isJsonObject(given)) return undefined;
  const { mode, delayMs = honest.delayMs, times } = given;
  if (typeof mode !== 'string' || !Object.hasOwn(modes, mode)) return undefined;
  if (typeof delayMs !== 'number' || !(delayMs >= 0 && delayMs <= longestDelayMs)) return undefined;
  if (times !== undefined && !(typeof times === 'number' && Number.isSafeInteger(times) && times > 0)) return undefined;
  return { mode: mode as Mode, delayMs, ...(times === undefined ? {} : { times }) };
}

/** The switch for the message after this one. */
export function afterOne(now: Misbehaviour): Misbehaviour {
  if (now.times === undefined) return now;
  return now.times > 1 ? { ...now, times: now.times - 1 } : honest;
}

/** Sends what the switch makes of the partner's answer. */
export async function misplay(
  response: ServerResponse,
  { mode, delayMs }: Misbehaviour,
  answer: (refuse: boolean) => Promise<SimulatedReply>,
): Promise<void> {
  if (mode === 'down') return void response.destroy();
  if (mode === 'slow') await wait(delayMs, undefined, { ref: false });
  if (mode === 'error') return send(response, { ...page, status: 502 });
  const reply = await answer(mode === 'fail');
  const half = reply.body.subarray(0, reply.body.byteLength / 2);
  if (mode === 'hang') response.writeHead(reply.status, headersOf(reply)).write(half);
  else if (mode === 'truncate') send(response, { ...reply, body: half });
  else if (mode === 'html') send(response, page);
  else if (mode === 'empty') send(response, { ...reply, status: 200, body: Buffer.alloc(0) });
  else send(response, reply);
}

export function send(response: ServerResponse, reply: SimulatedReply): void {
  response.writeHead(reply.status, headersOf(reply)).end(reply.body);
}

function headersOf({ contentType, body }: SimulatedReply): Record<string, string | number> {
  return { ...(contentType === undefined ? {} : { 'content-type': contentType }), 'content-length': body.byteLength };
}
