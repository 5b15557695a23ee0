import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Operation } from '../../src/adapter/operation.ts';
import { curlLine, quoted } from '../../src/cli/curl.ts';

const base = 'http://127.0.0.1:8080/optique';

function lineOf(facts: Partial<Operation>): string {
  const operation = { idempotent: true, bare: false, input: z.object({}), ...facts } as unknown as Operation;
  return curlLine(base, operation, '-sS');
}

describe('a word of the shell', () => {
  it('stands as it is when it is plain', () => {
    expect(quoted('http://127.0.0.1:8080/a')).toBe('http://127.0.0.1:8080/a');
  });

  it('is quoted when the shell would read it', () => {
    expect(quoted(`it's $HOME`)).toBe(`'it'\\''s $HOME'`);
  });
});

describe('the curl line of an operation', () => {
  it('has path parameters in the path and the rest in the query', () => {
    const example = { input: { reference: 'A/1', fields: ['a', 'b'] }, output: {} };
    expect(lineOf({ route: 'GET /orders/:reference', example })).toBe(
      `curl -sS '${base}/orders/A%2F1?fields=a&fields=b'`,
    );
  });

  it('has the rest of the input as JSON, where there is a body', () => {
    const example = { input: { reference: 'A1', note: "l'été" }, output: {} };
    expect(lineOf({ route: 'POST /orders/:reference/notes', example })).toBe(
      `curl -sS -X POST ${base}/orders/A1/notes -H 'Content-Type: application/json' -d '{"note":"l'\\''été"}'`,
    );
  });

  it('has a new Idempotency-Key each time, where one is needed', () => {
    expect(
      lineOf({
        route: 'DELETE /orders/:reference',
        idempotent: false,
        example: { input: { reference: 'A1' }, output: {} },
      }),
    ).toBe(`curl -sS -X DELETE ${base}/orders/A1 -H "Idempotency-Key: $(date +%s%N)"`);
  });

  it('sends the whole input of zero code', () => {
    expect(lineOf({ route: 'POST /Add', bare: true, example: { input: 3, output: {} } })).toBe(
      `curl -sS -X POST ${base}/Add -H 'Content-Type: application/json' -d 3`,
    );
  });
});
