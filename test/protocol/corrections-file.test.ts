import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { Contracts } from '../../src/protocol/contracts.ts';
import { correctionsBeside, readCorrections } from '../../src/protocol/corrections-file.ts';
import { wsdlAdapter } from '../../src/protocol/wsdl-adapter.ts';
import { breakageOf } from './breakage-of.ts';
import { httpPartner } from './partner.ts';
import { attempt, contracts, envelope11 } from './shop.ts';

const module = "export default { 'FollowResponse/Count': { type: 'string' } } satisfies object;\n";
let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'passerelle-corrections-'));
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  mkdirSync(join(root, 'shop'));
  copyFileSync(join(contracts, 'shop.wsdl'), join(root, 'shop/shop.wsdl'));
});

function write(name: string, text: string): string {
  writeFileSync(join(root, name), text);
  return join(root, name);
}

describe('a file of corrections', () => {
  it('is a module with a default export', () => {
    expect(readCorrections(write('shop/corrections.ts', module))).toEqual({
      'FollowResponse/Count': { type: 'string' },
    });
  });

  it('is JSON', () => {
    expect(readCorrections(write('c.json', '{"Order":{"nillable":true}}'))).toEqual({ Order: { nillable: true } });
  });

  it.each([
    ['a.json', '{', 'a.json:1: cannot be read: '],
    ['b.json', '[]', 'b.json:1: not corrections: '],
    ['c.json', '{"Order/Id":{"optional":false}}', 'c.json:1: "Order/Id", "optional": '],
    ['d.json', '{"Order/Id":{"option":true}}', 'd.json:1: "Order/Id": '],
    ['e.json', '{"Order/Id":{"moreValues":[]}}', 'e.json:1: "Order/Id", "moreValues": '],
    ['f.ts', 'export const corrections = {};', 'f.ts:1: cannot be read: it has no default export'],
    ['g.ts', 'export default {', 'g.ts:1: cannot be read: '],
  ])('that is wrong is told: %s', (name, text, message) => {
    const file = write(name, text);
    expect(() => readCorrections(file)).toThrow(message);
  });

  it('that is not there is told', () => {
    expect(() => readCorrections(join(root, 'gone.ts'))).toThrow('gone.ts:1: there is no such file of corrections');
  });

  it('beside a document is its own before that of the folder', () => {
    write('shop/corrections.ts', 'export default { Folder: { nillable: true } };');
    expect(correctionsBeside(join(root, 'shop/shop.wsdl'))).toHaveProperty('Folder');
    write('shop/shop.corrections.ts', 'export default { Own: { nillable: true } };');
    expect(correctionsBeside(join(root, 'shop/shop.wsdl'))).toHaveProperty('Own');
    expect(correctionsBeside(join(contracts, 'shop.wsdl'))).toBeUndefined();
  });

  it('beside a pinned WSDL is what its contract follows, loaded once', () => {
    write('shop/corrections.ts', module);
    const pinned = new Contracts(root);
    const plain = new Contracts(root, () => undefined);
    expect(JSON.stringify(pinned.wsdl('shop/shop.wsdl').model)).not.toBe(
      JSON.stringify(plain.wsdl('shop/shop.wsdl').model),
    );
    expect(pinned.wsdl('shop/shop.wsdl')).toBe(pinned.wsdl('shop/shop.wsdl'));
  });
});

describe('corrections in zero code', () => {
  const reply = '<FollowResponse xmlns="urn:example:shop"><Status>MADE</Status><Count>about 3</Count></FollowResponse>';

  it('carry a call that the WSDL alone would refuse', async () => {
    await using partner = await httpPartner((response) => response.end(envelope11(reply)));
    const options = { file: join(contracts, 'shop.wsdl'), name: 'shop', endpoint: partner.origin };
    const plain = wsdlAdapter(options);
    const corrected = wsdlAdapter({
      ...options,
      corrections: { 'FollowResponse/Count': { type: 'string' }, 'Follow/Reference': { optional: true } },
    });
    const { output } = await attempt(corrected, 'Follow', {});
    expect(output).toMatchObject({ Status: 'MADE', Count: 'about 3' });
    expect(await breakageOf(attempt(plain, 'Follow', { Reference: 'A-1' }))).toMatchObject({ kind: 'drift' });
    await plain.close();
    await corrected.close();
  });

  it('are in the described schemas', () => {
    const options = { file: join(contracts, 'shop.wsdl'), name: 'shop' };
    const described = [undefined, { 'Follow/input/Reference': { type: 'int' } }].map((corrections) => {
      const bound = wsdlAdapter(corrections ? { ...options, corrections } : options);
      return JSON.stringify(bound.operations.get('Follow')?.schemas);
    });
    expect(described[0]).toContain('"Reference":{"type":"string"');
    expect(described[1]).toContain('"Reference":{"type":["integer","string"]');
  });

  it('never come from a file that nobody named', () => {
    write('shop/corrections.ts', "throw new Error('it was run');");
    const bound = wsdlAdapter({ file: join(root, 'shop/shop.wsdl'), name: 'shop' });
    expect(bound.operations.size).toBeGreaterThan(0);
  });
});
