import { describe, expect, it } from 'vitest';
import { driftIn, read } from './echo.ts';

const items = (...values: readonly (number | string)[]): string =>
  values.map((value) => `<item>${value}</item>`).join('');

describe('arrays', () => {
  it('are JSON arrays, whatever their items are called', () => {
    expect(
      read(
        't:Strings',
        '<return soapenc:arrayType="xsd:string[2]"><a>x</a><soapenc:string>y</soapenc:string></return>',
      ),
    ).toEqual(['x', 'y']);
  });

  it('may be empty, nil, or say nothing of themselves', () => {
    expect(read('t:Strings', '<return soapenc:arrayType="xsd:string[0]"/>')).toEqual([]);
    expect(read('t:Strings', '<return/>')).toEqual([]);
    expect(read('t:Strings', '<return xsi:nil="true"/>')).toBeNull();
    expect(read('t:Strings', `<return soapenc:arrayType="xsd:string[]">${items('x')}</return>`)).toEqual(['x']);
  });

  it('keep the place of an item that is nil or empty', () => {
    expect(read('t:Strings', '<return><i xsi:nil="1"/><i/><i>x</i></return>')).toEqual([null, '', 'x']);
  });

  it('by a sequence of one element', () => {
    expect(read('t:Listed', `<return>${items(1, 2)}</return>`)).toEqual([1, 2]);
  });

  it('of SOAP 1.2 say enc:itemType and enc:arraySize', () => {
    expect(
      read('t:Strings', `<return enc:itemType="xsd:string" enc:arraySize="2">${items('x', 'y')}</return>`),
    ).toEqual(['x', 'y']);
  });

  it('of arrays are nested', () => {
    const inner = (...values: readonly string[]): string =>
      `<item soapenc:arrayType="xsd:string[${values.length}]">${items(...values)}</item>`;
    expect(
      read('t:Lists', `<return soapenc:arrayType="xsd:string[][2]">${inner('a', 'b')}${inner()}</return>`),
    ).toEqual([['a', 'b'], []]);
  });

  it('of two dimensions are nested by their sizes', () => {
    const grid = `<return soapenc:arrayType="xsd:int[2,3]">${items(1, 2, 3, 4, 5, 6)}</return>`;
    expect(read('t:Grid', grid)).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(read('t:Grid', `<return enc:arraySize="* 2">${items(1, 2, 3, 4)}</return>`)).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(read('t:Grid', '<return soapenc:arrayType="xsd:int[2,0]"/>')).toEqual([[], []]);
  });

  it('of three dimensions are nested by their sizes', () => {
    expect(read('t:Cube', `<return soapenc:arrayType="xsd:int[1,2,1]">${items(1, 2)}</return>`)).toEqual([[[1], [2]]]);
  });

  it('of more or fewer items than they say are passed on and reported', () => {
    expect(driftIn('t:Strings', `<return soapenc:arrayType="xsd:string[3]">${items('x')}</return>`)).toMatchObject([
      { kind: 'missing', path: '/Body/EchoResponse/return', expected: '3 items, as its arrayType says', found: '1' },
    ]);
    expect(driftIn('t:Strings', `<return soapenc:arrayType="xsd:string[1]">${items('x', 'y')}</return>`)).toMatchObject(
      [{ kind: 'too_many' }],
    );
  });

  it('that hold text are reported', () => {
    expect(driftIn('t:Strings', '<return>x</return>')).toMatchObject([{ kind: 'unexpected_text' }]);
  });

  it.each([
    ['t:Strings', 'soapenc:offset="[2]"', items('x'), 'found a partially transmitted array (offset)'],
    ['t:Strings', '', '<item soapenc:position="[2]">x</item>', 'found a sparse array (position)'],
    ['t:Grid', 'soapenc:arrayType="xsd:int[2]"', items(1, 2), 'found another arrayType'],
    ['t:Grid', '', items(1, 2), 'found another arrayType'],
    ['t:Grid', 'soapenc:arrayType="xsd:int[,]"', items(1, 2), 'found a dimension without a size'],
    ['t:Grid', 'soapenc:arrayType="xsd:int[2,2]"', items(1, 2, 3), 'expected as many items as its sizes make, found 3'],
    ['t:Grid', 'soapenc:arrayType="xsd:int[999999999,0]"', '', 'expected at most 10000 empty rows'],
    ['t:Grid', 'enc:arraySize="* 2"', items(1, 2, 3), 'expected as many items as its sizes make, found 3'],
    ['t:Cube', 'soapenc:arrayType="xsd:int[9999,9999,0]"', '', 'expected at most 10000 empty rows'],
    ['xs:anyType', `soapenc:arrayType="xsd:int[${','.repeat(100_000)}]"`, '', 'expected at most 16 dimensions'],
  ])('%s with %s is refused in words', (type, attributes, inside, message) => {
    expect(() => read(type, `<return ${attributes}>${inside}</return>`)).toThrow(message);
  });

  it('from the beginning are whole, offset or not', () => {
    expect(read('t:Strings', `<return soapenc:offset="[0]">${items('x')}</return>`)).toEqual(['x']);
  });

  it('of a derived type name it once for all their items', () => {
    expect(
      read(
        't:Plains',
        '<return soapenc:arrayType="t:Employee[1]"><item><name>x</name><badge>7</badge></item></return>',
      ),
    ).toEqual([{ $type: 'Employee', name: 'x', badge: 7 }]);
  });
});
