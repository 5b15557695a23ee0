import { globSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import * as adapters from '../../adapters/index.ts';
import type { Adapter } from '../../src/adapter/adapter.ts';
import { fieldsOf, parseRoute } from '../../src/adapter/check-declaration.ts';
import { allCases } from '../support/cases.ts';

const all: readonly (readonly [string, Adapter])[] = Object.entries(adapters);
const operations = all.flatMap(([name, adapter]) =>
  Object.entries(adapter.operations).map(([operation, declared]) => ({ name, operation, declared })),
);
const readme = (name: string): string => readFileSync(`adapters/${name}/README.md`, 'utf8');
/** The first cells of the tables under a heading, without their backquotes. */
const listed = (name: string, heading: string): readonly string[] => {
  const section = readme(name).split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\| `([^`]+)` \|/gm)].map(([, cell = '']) => cell);
};

test('adapters/index.ts lists every folder of adapters', () => {
  const folders = readdirSync('adapters', { withFileTypes: true }).filter((entry) => entry.isDirectory());

  expect(all.map(([name]) => name).toSorted()).toEqual(folders.map(({ name }) => name).toSorted());
});

test('adapters/index.ts gives each adapter one line', () => {
  const lines = readFileSync('adapters/index.ts', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('export'));

  expect(lines).toEqual(all.map(([name]) => `export { default as ${name} } from './${name}/adapter.ts';`));
});

test('nothing in src names an adapter, so that removing one is rm -r and a line', () => {
  const named = new RegExp(`(adapters|wsdl)/(${all.map(([name]) => name).join('|')})\\b`);
  const files = globSync('src/**/*.ts').filter((file) => named.test(readFileSync(file, 'utf8')));

  expect(files).toEqual([]);
});

describe.each(all)('%s', (name, adapter) => {
  test('is named as its folder', () => {
    expect(adapter.name).toBe(name);
  });

  test('has a README with the sections that ops looks for, in their order', () => {
    expect([...readme(name).matchAll(/^#+ .*$/gm)].map(([heading]) => heading)).toEqual([
      `# ${name}: ${adapter.title}`,
      '## The partner',
      '## Contact',
      '## Endpoint',
      '## Operations',
      '## Faults',
      '## Limits and calendar',
      '## When it is red',
    ]);
  });

  test('lists every variable of its environment', () => {
    expect(listed(name, 'Endpoint')).toEqual(Object.keys(fieldsOf(adapter.env) ?? {}));
  });

  test('names its variables after itself', () => {
    const prefix = `${name.toUpperCase().replaceAll('-', '_')}_`;

    expect(Object.keys(fieldsOf(adapter.env) ?? {}).filter((variable) => !variable.startsWith(prefix))).toEqual([]);
  });

  test('lists every route', () => {
    const routes = Object.values(adapter.operations).map(({ route }) => {
      const { method, path } = parseRoute(route);
      return `${method} /${name}${path}`;
    });

    expect(listed(name, 'Operations')).toEqual(routes);
  });

  test('lists every fault that it maps', () => {
    expect(listed(name, 'Faults')).toEqual(expect.arrayContaining(Object.keys(adapter.faults)));
  });

  test('has a case for every fault that it maps', () => {
    const codes = allCases()
      .filter((each) => each.adapter === name)
      .map(({ breakage }) => (breakage?.fault as { code?: string } | undefined)?.code);

    expect(codes).toEqual(expect.arrayContaining(Object.keys(adapter.faults)));
  });

  test.each([
    ['a truncated reply', 'malformed'],
    ['a contract that changed', 'drift'],
    ['a partner that fails', 'failing'],
  ])('has a case of %s', (_, kind) => {
    const kinds = allCases()
      .filter((each) => each.adapter === name)
      .map(({ breakage }) => breakage?.kind);

    expect(kinds).toContain(kind);
  });
});

describe.each(operations)('$name $operation', ({ name, operation, declared }) => {
  test('has an example whose input validates', () => {
    expect(declared.input.safeParse(declared.example.input).error).toBeUndefined();
  });

  test('refuses what its input does not know, so that a mistyped field is not lost', () => {
    const schema = JSON.stringify(z.toJSONSchema(declared.input, { io: 'input', unrepresentable: 'any' }));
    const objects = schema.match(/"type":"object"/g) ?? [];
    expect(schema.match(/"additionalProperties":false/g)).toHaveLength(objects.length);
  });

  test('has an example whose output validates', () => {
    expect(declared.output.safeParse(declared.example.output).error).toBeUndefined();
  });

  test('has a case that succeeds', () => {
    const outputs = allCases().filter(
      (each) => each.adapter === name && each.operation === operation && each.output !== undefined,
    );

    expect(outputs).not.toEqual([]);
  });
});
