import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
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
