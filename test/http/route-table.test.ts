import { expect, test } from 'vitest';
import type { Route } from '../../src/http/route-table.ts';
import { RouteTable } from '../../src/http/route-table.ts';

const route = (method: string, path: string): Route => ({ method, path, access: 'open', handle: () => undefined });

/** The templates that a path finds, in order, and the values of their parameters. */
function found(table: RouteTable, path: string): string[] {
  return table.find(path).map(({ routes, values }) => {
    const templates = [...routes.values()].map((placed) => placed.route.path);
    return [templates.join(), ...values].join(' ');
  });
}

test('A literal path is found before one with a parameter.', () => {
  const table = new RouteTable([route('GET', '/a/:id'), route('POST', '/a/search')]);
  expect(found(table, '/a/search')).toEqual(['/a/search', '/a/:id search']);
});

test('Of two patterns the one with more letters comes first.', () => {
  const table = new RouteTable([route('GET', '/a/:x/:y'), route('GET', '/a/:x/lines'), route('GET', '/a/b/:y')]);
  expect(found(table, '/a/b/lines')).toEqual(['/a/b/:y lines', '/a/:x/lines b', '/a/:x/:y b lines']);
});

test('Two names for one parameter are one place.', () => {
  const table = new RouteTable([route('GET', '/a/:id'), route('DELETE', '/a/:key')]);
  const [place, ...others] = table.find('/a/1');
  expect(others).toEqual([]);
  expect(place?.routes.get('GET')?.names).toEqual(['id']);
  expect(place?.routes.get('DELETE')?.names).toEqual(['key']);
});

test('A letter outside ASCII is found as it is sent, percent-encoded.', () => {
  const table = new RouteTable([route('POST', '/a/Opération')]);
  expect(found(table, '/a/Op%C3%A9ration')).toEqual(['/a/Opération']);
});

test('A letter that means something in patterns means itself.', () => {
  const table = new RouteTable([route('POST', '/a/:id/V1.Get(x)')]);
  expect(found(table, '/a/1/V1xGet(x)')).toEqual([]);
  expect(found(table, '/a/1/V1.Get(x)')).toEqual(['/a/:id/V1.Get(x) 1']);
});
