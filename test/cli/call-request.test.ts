import { expect, it } from 'vitest';
import { callRequest } from '../../src/cli/call-request.ts';

const key = { name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string' } };
const document = {
  paths: {
    '/optique/orders/{reference}': {
      get: {
        operationId: 'optique.order',
        parameters: [
          { name: 'reference', in: 'path', required: true },
          { name: 'fields', in: 'query' },
        ],
      },
    },
    '/optique/orders': {
      post: {
        operationId: 'optique.placeOrder',
        parameters: [{ $ref: '#/components/parameters/Idempotency-Key' }],
        requestBody: {},
      },
    },
    '/jobs/{id}': { get: { operationId: 'jobs.get' } },
  },
  components: { parameters: { 'Idempotency-Key': key } },
};

it('fills the path and puts the rest in the query where there is no body', () => {
  expect(callRequest(document, 'optique', 'order', { reference: 'A/1', fields: ['a', 'b'] })).toEqual({
    method: 'GET',
    path: '/optique/orders/A%2F1?fields=a&fields=b',
    body: undefined,
    needsKey: false,
  });
});

it('sends a body where there is one, with a key where one is required', () => {
  expect(callRequest(document, 'optique', 'placeOrder', { agreement: 'A1' })).toEqual({
    method: 'POST',
    path: '/optique/orders',
    body: { agreement: 'A1' },
    needsKey: true,
  });
});

it('says which field the path needs', () => {
  expect(() => callRequest(document, 'optique', 'order', {})).toThrow(
    'the JSON needs "reference", which stands in the path',
  );
});

it('says which operations there are', () => {
  expect(() => callRequest(document, 'optique', 'cancel', {})).toThrow(
    'optique has no such operation; it has order, placeOrder',
  );
});

it('says which adapters there are', () => {
  expect(() => callRequest(document, 'tva', 'company', {})).toThrow('the gateway has no adapter "tva"; it has optique');
});
