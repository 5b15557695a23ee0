import { describe, expect, it } from 'vitest';
import { driftIn, read, readBody } from './echo.ts';

const person = '<name xsi:type="xsd:string">Ada</name><age xsi:type="xsd:int">36</age>';

describe('structs', () => {
  it('are objects, whatever their xsi:type is called', () => {
    expect(read('t:Person', `<return xsi:type="t:Person">${person}</return>`)).toEqual({ name: 'Ada', age: 36 });
  });

  it('have their accessors in any order, which is not drift', () => {
    expect(read('t:Employee', '<return><badge>1</badge><name>x</name></return>')).toEqual({ name: 'x', badge: 1 });
  });

  it('have their accessors qualified or not', () => {
    expect(read('t:Person', '<return><t:name>x</t:name></return>')).toEqual({ name: 'x' });
    expect(read('t:Person', '<t:return><name>x</name></t:return>')).toEqual({ name: 'x' });
  });

  it('keep an attribute of any name beside simple content', () => {
    const value = read('t:Valued', '<return __proto__="x">5</return>');
    expect(Object.entries(value as object)).toEqual([
      ['value', 5],
      ['__proto__', 'x'],
    ]);
  });

  it('may lack an accessor that the schema requires', () => {
    expect(read('t:Person', '<return><name>Ada</name></return>')).toEqual({ name: 'Ada' });
  });

  it.each(['xsi:nil="true"', 'xsi:nil="1"', 'xmlns:old="http://www.w3.org/1999/XMLSchema-instance" old:null="1"'])(
    'may have a nil accessor, nillable or not: %s',
    (nil) => {
      expect(read('t:Person', `<return><name ${nil}/></return>`)).toEqual({ name: null });
    },
  );

  it('may be nil themselves, or not there', () => {
    expect(read('t:Plain', '<return xsi:nil="true"/>')).toBeNull();
    expect(read('t:Plain', '')).toBeUndefined();
  });

  it('of a derived type are what xsi:type says', () => {
    expect(read('t:Plain', '<return xsi:type="t:Employee"><name>x</name><badge>7</badge></return>')).toEqual({
      $type: 'Employee',
      name: 'x',
      badge: 7,
    });
    expect(read('t:Plain', '<return><name>x</name></return>')).toEqual({ $type: 'Plain', name: 'x' });
  });

  it('that call themselves something else are read as declared, and reported', () => {
    const [difference] = driftIn('t:Person', `<return xsi:type="t:Colour">${person}</return>`);
    expect(difference).toEqual({
      kind: 'type',
      path: '/Body/EchoResponse/return',
      expected: 'a type that may stand here',
      found: '{urn:t}Colour',
    });
  });

  it('have an array for what may be repeated', () => {
    expect(read('t:Repeated', '<return><n>1</n><n>2</n></return>')).toEqual({ n: [1, 2] });
    expect(read('t:Repeated', '<return/>')).toEqual({ n: [] });
  });

  it('keep the order of a repeated choice', () => {
    expect(read('t:Either', '<return><b>x</b><a>1</a></return>')).toEqual({ a: [1], b: ['x'], $order: ['b', 'a'] });
  });

  it('twice the same accessor is refused', () => {
    expect(() => read('t:Plain', '<return><name>x</name><name>y</name></return>')).toThrow(
      '/Body/EchoResponse/return/name: expected one, found more',
    );
  });

  it('an accessor that is not known is skipped and reported', () => {
    expect(driftIn('t:Plain', '<return><name>x</name><t:more/></return>')).toMatchObject([
      { kind: 'unknown_element', path: '/Body/EchoResponse/return/more', found: '{urn:t}more' },
    ]);
  });

  it('text between accessors is reported', () => {
    expect(driftIn('t:Plain', '<return>stray<name>x</name></return>')).toMatchObject([{ kind: 'unexpected_text' }]);
  });
});

describe('simple values', () => {
  it.each([
    ['xs:int', '<return xsi:type="soapenc:int">5</return>', 5],
    ['soapenc:int', '<return xsi:type="xsd:int">5</return>', 5],
    ['soapenc:string', '<return/>', ''],
    ['soapenc:base64', '<return>AA==</return>', 'AA=='],
    ['xs:decimal', '<return xsi:type="xsd:double">12.30</return>', '12.30'],
    ['xs:QName', '<return>t:a</return>', '{urn:t}a'],
    ['t:Colour', '<return xsi:type="t:Colour">red</return>', 'red'],
  ])('of %s', (type, accessor, value) => {
    expect(read(type, accessor)).toBe(value);
  });

  it('beyond their facets are passed on and reported', () => {
    expect(driftIn('t:Colour', '<return>blue</return>')).toMatchObject([
      { kind: 'enumeration', path: '/Body/EchoResponse/return' },
    ]);
  });

  it('that have no JSON value are refused at their place', () => {
    expect(() => read('t:People', '<return><item><age>1</age></item><item><age>many</age></item></return>')).toThrow(
      '/Body/EchoResponse/return/item[2]/age: expected a whole number',
    );
  });

  it('in an attachment are found there', () => {
    const attachments = { find: (reference: string) => (reference === 'cid:a' ? 'AAEC' : undefined) };
    const body = (href: string): string => `<r:EchoResponse><return href="${href}"/></r:EchoResponse>`;
    expect(readBody('xs:base64Binary', body('cid:a'), { attachments }).content).toEqual({ return: 'AAEC' });
    expect(() => readBody('xs:base64Binary', body('cid:b'), { attachments })).toThrow('found no such attachment');
  });
});

describe('strict reading', () => {
  it('takes another order, and nothing that is unknown', () => {
    const body = (inside: string): string => `<r:EchoResponse><return>${inside}</return></r:EchoResponse>`;
    expect(readBody('t:Employee', body('<badge>1</badge><name>x</name>'), { strict: true }).content).toEqual({
      return: { name: 'x', badge: 1 },
    });
    expect(() => readBody('t:Employee', body('<more/>'), { strict: true })).toThrow('found more');
  });
});
