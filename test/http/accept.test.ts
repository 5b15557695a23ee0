import { expect, test } from 'vitest';
import { send, sendJson, startFacade } from './fakes.ts';

test.each(['*/*', 'application/json', 'application/*', 'text/html, application/json;q=0.1', 'text/html,*/*;q=0.8'])(
  'Accept: %s takes JSON.',
  async (accept) => {
    const facade = await startFacade();
    expect((await send(facade, 'GET', '/optique/orders/A-1', { headers: { Accept: accept } })).status).toBe(200);
  },
);

test.each(['text/html', 'application/xml', 'application/json;q=0', 'nonsense'])(
  'Accept: %s does not, and the answer is a problem all the same.',
  async (accept) => {
    const facade = await startFacade();
    const { status, json, headers } = await sendJson(facade, 'GET', '/optique/orders/A-1', {
      headers: { Accept: accept },
    });
    expect({ status, kind: json.kind, type: headers['content-type'] }).toEqual({
      status: 406,
      kind: 'not_acceptable',
      type: 'application/problem+json',
    });
    expect(facade.dispatcher.requests).toEqual([]);
  },
);
