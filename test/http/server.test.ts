import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import express from 'express';
import { expect, test } from 'vitest';
import { defaultLimits } from '../../src/http/limits.ts';
import { createHttpServer } from '../../src/http/server.ts';
import { startFacade } from './fakes.ts';

/** What is answered to bytes, until the connection closes. */
async function answered(bytes: string): Promise<string> {
  const facade = await startFacade();
  const socket = connect(facade.port, '127.0.0.1');
  socket.write(bytes);
  return text(socket);
}

function bodyOf(answer: string): unknown {
  return JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')));
}

test.each([
  ['what is not HTTP', 'hello\r\n\r\n'],
  ['a version that is not', 'GET / HTTP/9.9\r\n\r\n'],
  ['a header that is none', 'GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n'],
  ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
  ['a length and chunks', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n'],
])('To %s the answer is the problem invalid.', async (_title, bytes) => {
  const answer = await answered(bytes);
  expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\nContent-Type: application\/problem\+json\r\n/);
  expect(bodyOf(answer)).toMatchObject({ kind: 'invalid', status: 400, detail: 'The request is not valid HTTP.' });
});

test('Headers above the limit are too large.', async () => {
  const answer = await answered(`GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`);
  expect(bodyOf(answer)).toMatchObject({ kind: 'too_large', status: 413 });
});

test('HTTP/1.1 without Host is the problem invalid.', async () => {
  const answer = await answered('GET /health/live HTTP/1.1\r\nConnection: close\r\n\r\n');
  expect(bodyOf(answer)).toMatchObject({ kind: 'invalid', status: 400, detail: 'The Host header is missing.' });
});

test('HTTP/1.0 needs no Host.', async () => {
  expect(await answered('GET /health/live HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
});

test('An expectation that nobody knows is passed over.', async () => {
  const head = 'GET /health/live HTTP/1.1\r\nHost: localhost\r\nExpect: tea\r\nConnection: close\r\n\r\n';
  expect(await answered(head)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
});

test('CONNECT is refused with 405 and Allow.', async () => {
  const answer = await answered('CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: elsewhere.example:443\r\n\r\n');
  expect(answer).toMatch(/^HTTP\/1\.1 405 Method Not Allowed\r\n/);
  expect(answer).toContain('\r\nAllow: GET, ');
  expect(bodyOf(answer)).toMatchObject({ kind: 'method_not_allowed', delivery: 'none' });
});

test('What is no HTTP behind a call under way is not answered in its place: nobody may take the call for refused.', async () => {
  const facade = await startFacade();
  const socket = connect(facade.port, '127.0.0.1');
  facade.dispatcher.next = ({ signal }) => {
    socket.write('hello\r\n\r\n');
    return new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('given up')));
    });
  };
  socket.write('GET /optique/orders/A-1 HTTP/1.1\r\nHost: localhost\r\n\r\n');
  expect(await text(socket)).toBe('');
  expect(facade.dispatcher.requests).toHaveLength(1);
});

test('A connection on which nothing moves is closed, but not before the longest call may end.', () => {
  expect(createHttpServer(express()).timeout).toBeGreaterThan(defaultLimits.waitMs);
});
