import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadWsdl } from '../../src/codec/load.ts';

/** Public WSDLs, one folder per service; not part of the project. */
const corpus = '../shared/wsdl-corpus';

/** What does not load, and why. */
const refused: Readonly<Record<string, string>> = {
  // Incomplete or wrong as published.
  'cxf-wssec-policy': 'src/test/resources/DoubleItLogical.wsdl does not exist',
  'radixx-farequote':
    'childxs0.wsdl:15: the type {http://tempuri.org/Service/Pricing.Response}ViewFareQuote is not defined',
};

/** Names are also those of the tests. */
function entries(): string[] {
  if (!existsSync(corpus)) return [];
  return readdirSync(corpus).filter((name) => existsSync(join(corpus, name, 'source.json')));
}

function entryFile(name: string): string {
  const { entry } = JSON.parse(readFileSync(join(corpus, name, 'source.json'), 'utf8')) as { entry: string };
  return join(corpus, name, entry);
}

describe.skipIf(entries().length === 0)('public WSDLs (skipped where ../shared/wsdl-corpus is missing)', () => {
  it.each(entries().filter((name) => !(name in refused)))('%s loads as plain data, with operations', (name) => {
    const model = loadWsdl(entryFile(name));
    expect(model.operations.length).toBeGreaterThan(0);
    expect(JSON.parse(JSON.stringify(model))).toStrictEqual(model);
  });

  it.each(Object.entries(refused))('%s is refused: %s', (name, reason) => {
    expect(() => loadWsdl(entryFile(name))).toThrow(reason);
  });

  it.each(entries().filter((name) => !(name in refused)))('the references of %s all lead somewhere', (name) => {
    const { types, elements, operations } = loadWsdl(entryFile(name));
    const refs = [
      ...elements.map(({ type }) => types[type]),
      ...elements.flatMap(({ substitutes = [] }) => substitutes.map((ref) => elements[ref])),
      ...types.flatMap((type) =>
        type.kind === 'complex' ? type.attributes.map((attribute) => types[attribute.type]) : [],
      ),
      ...types.flatMap((type) =>
        type.kind === 'complex' ? type.slots.map(({ element, wildcard }) => wildcard ?? elements[element ?? -1]) : [],
      ),
      ...types.flatMap((type) => ('alternatives' in type ? (type.alternatives ?? []).map((ref) => types[ref]) : [])),
      ...operations.flatMap(({ input, output }) =>
        [...input.parts, ...(output?.parts ?? [])].map(({ element }) => elements[element]),
      ),
    ];
    expect(refs.length).toBeGreaterThan(0);
    expect(refs).not.toContain(undefined);
  });
});
