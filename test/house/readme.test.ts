import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as adapters from '../../adapters/index.ts';
import { breakages } from '../../src/adapter/breakage.ts';
import { fieldsOf } from '../../src/adapter/check-declaration.ts';
import { refusals } from '../../src/adapter/refusal.ts';
import { root } from './source-files.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const documents = ['README.md', 'CHANGELOG.md', ...globSync('docs/**/*.md', { cwd: root })];
const pages = documents.map((path) => ({ path, text: read(path) }));
const readme = read('README.md');
const operations = read('docs/operations.md');

/** What stands under a heading of the README. */
const section = (heading: string): string => readme.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
/** The first cells of the tables in a text, without their backquotes. */
const firstCells = (text: string): string[] =>
  [...text.matchAll(/^\| `?([^|`]+?)`? \|/gm)].map(([, cell = '']) => cell);
const headings = (text: string): string[] => [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading);
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .replaceAll(' ', '-');

describe.each(pages)('$path', ({ path, text }) => {
  it('names only npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...text.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)].map(
      ([, script = '', short = script]) => short,
    );

    expect(named.filter((script) => !(script in scripts))).toEqual([]);
  });

  it('names only commands that exist, with options that they know', () => {
    const lines = [...text.matchAll(/(?:npm run passerelle --|src\/main\.ts) ([a-z]+)\b([^\n`]*)/g)];
    const source = (command: string): string => {
      const file = `src/cli/${command}.ts`;
      return existsSync(join(root, file)) ? read(file) : '';
    };
    const unknown = lines.flatMap(([, command = '', rest = '']) =>
      [...rest.matchAll(/ --([a-z-]+)/g)]
        .map(([, option = '']) => option)
        .filter((option) => !source(command).includes(`--${option}`))
        .map((option) => `${command} --${option}`),
    );

    expect(lines.map(([, command = '']) => command).filter((command) => source(command) === '')).toEqual([]);
    expect(unknown).toEqual([]);
  });

  it('links only to files and headings that exist', () => {
    // A fenced block may hold a document that stands elsewhere.
    const prose = text.replaceAll(/^```.*?^```$/gms, '');
    const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/^https?:/.test(target));
    const broken = targets.filter((target) => {
      const [file = '', anchor] = target.split('#');
      const linked = file === '' ? path : join(dirname(path), file);
      if (!existsSync(join(root, linked))) return true;
      return anchor !== undefined && !headings(read(linked)).map(anchorOf).includes(anchor);
    });

    expect(broken).toEqual([]);
  });
});

describe('the variables', () => {
  const own = [...read('src/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, name = '']) => name);
  const others = [...read('src/config.ts').matchAll(/'(PASSERELLE_PARTNER_[A-Z]+)'/g)].map(([, name = '']) => name);
  const nodes = ['NODE_EXTRA_CA_CERTS'];
  const theirs = Object.values(adapters).flatMap((adapter) => Object.keys(fieldsOf(adapter.env) ?? {}));

  it.each([
    ['README.md', readme],
    ['docs/operations.md', operations],
  ])('named in %s are known to the configuration or to an adapter', (_, text) => {
    const named = [...text.matchAll(/\b[A-Z]+(?:_[A-Z]+)+\b/g)].map(([name]) => name.replace(/_FILE$/, ''));

    const known = [...own, ...others, ...nodes, ...theirs];
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('of the gateway all stand in docs/operations.md', () => {
    expect([...own, ...others].filter((name) => !operations.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('the README', () => {
  it('keeps the words', () => {
    expect(firstCells(section('Words'))).toEqual([
      'word',
      'partner / adapter',
      'endpoint',
      'operation',
      'message, reply',
      'input, output',
      'encode, decode',
      'call, attempt',
      'breakage',
      'fault',
      'job, queue, worker',
      'dead letter',
      'delivery',
      'in doubt',
      'call record',
      'import',
      'probe, check, status',
      'drift',
      'case',
    ]);
  });

  it('has a line for each room of the house', () => {
    const rooms = readdirSync(join(root, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    const described = [...section('The house').matchAll(/^src\/(\w+)\/ /gm)].map(([, name = '']) => name);

    expect(described.toSorted()).toEqual(rooms.toSorted());
  });

  it('lists every kind of breakage with its status', () => {
    const rows = [...section('When a call does not succeed').matchAll(/^\| `(\w+)` \| (\d+) \|/gm)];

    expect(rows.map(([, kind = '', status]) => [kind, Number(status)])).toEqual(
      Object.entries(breakages).map(([kind, { status }]) => [kind, status]),
    );
  });

  it('lists every refusal', () => {
    const text = section('When a call does not succeed');

    expect(Object.keys(refusals).filter((kind) => !text.includes(`\`${kind}\``))).toEqual([]);
  });
});

describe('docs/operations.md', () => {
  it('names only metrics that are measured', () => {
    const metrics = read('src/health/metrics.ts');
    const named = [...operations.matchAll(/`(passerelle_\w+)`/g)].map(([, name = '']) => name);

    expect(named.filter((name) => !metrics.includes(`'${name}'`))).toEqual([]);
  });
});
