import type { Socket } from 'node:net';
import { buildConnector } from 'undici';

const statusLine = /^HTTP\/1\.[01] 100[ \r]/;
const shortest = 'HTTP/1.1 100 '.length;
const headEnd = '\r\n\r\n';
const longestHead = 16 * 1024;

/**
 * undici's connector, for partners that answer every message with `100 Continue` first though nobody asked: a client
 * must be able to take it (RFC 9110 §15.2), and undici ends the connection instead, with the message on its way.
 */
export function patientConnector(options: buildConnector.BuildOptions): buildConnector.connector {
  const connect = buildConnector(options);
  return (to, connected) => {
    connect(to, (...result) => {
      if (result[0] === null) passOverContinue(result[1]);
      connected(...result);
    });
  };
}

/** Takes the interim responses out of what is read behind each request. Nothing is pipelined, so a reply follows a write. */
function passOverContinue(socket: Socket): void {
  const read = socket.read.bind(socket) as (size?: number) => Buffer | null;
  const write = socket.write.bind(socket) as (...args: unknown[]) => boolean;
  let isReplyDue = false;
  let held: Buffer | undefined;
  socket.write = (...args: unknown[]): boolean => {
    isReplyDue = true;
    return write(...args);
  };
  socket.read = (size?: number): Buffer | null => {
    for (;;) {
      const chunk = read(size);
      if (!isReplyDue || chunk === null) return chunk;
      const reply = behindContinue(held === undefined ? chunk : Buffer.concat([held, chunk]));
      held = reply.held;
      if (reply.rest === undefined) continue;
      isReplyDue = false;
      return reply.rest;
    }
  };
}

/** `rest`: the final response; `held`: what may still be an interim one. */
function behindContinue(bytes: Buffer): { rest?: Buffer; held?: Buffer } {
  let left = bytes;
  while (statusLine.test(left.toString('latin1', 0, shortest))) {
    const end = left.indexOf(headEnd);
    if (end < 0) return left.length > longestHead ? { rest: left } : { held: left };
    left = left.subarray(end + headEnd.length);
  }
  const start = left.toString('latin1', 0, shortest);
  const isOpen = start.length < shortest && ('HTTP/1.1 100 '.startsWith(start) || 'HTTP/1.0 100 '.startsWith(start));
  return isOpen ? { held: left } : { rest: left };
}
