import { describe, expect, it } from 'vitest';
import { loadWsdl } from '../../src/codec/load.ts';
import { entryFile, loadable, refused, services } from '../support/wsdl-corpus.ts';

describe.skipIf(services().length === 0)('public WSDLs (skipped where ../shared/wsdl-corpus is missing)', () => {
  it.each(loadable())('%s loads as plain data, with operations', (name) => {
    const model = loadWsdl(entryFile(name));
    expect(model.operations.length).toBeGreaterThan(0);
    expect(JSON.parse(JSON.stringify(model))).toStrictEqual(model);
  });

  it.each(Object.entries(refused))('%s is refused: %s', (name, reason) => {
    expect(() => loadWsdl(entryFile(name))).toThrow(reason);
  });

  it.each(loadable())('the references of %s all lead somewhere', (name) => {
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
