import { describe, expect, it } from 'vitest';
import { read, readBody } from './echo.ts';

const multiRef = (id: string, inside: string, type = 't:Person'): string =>
  `<multiRef id="${id}" soapenc:root="0" xsi:type="${type}">${inside}</multiRef>`;

describe('references', () => {
  it('lead behind the wrapper', () => {
    expect(read('t:Person', '<return href="#1"/>', multiRef('1', '<name>Ada</name><age>36</age>'))).toEqual({
      name: 'Ada',
      age: 36,
    });
  });

  it('of SOAP 1.2 are enc:ref and enc:id', () => {
    expect(read('t:Plain', '<return enc:ref="a"/>', '<x enc:id="a"><name>Ada</name></x>')).toEqual({
      $type: 'Plain',
      name: 'Ada',
    });
  });

  it('lead to simple values, arrays, and what is inside others', () => {
    const behind =
      multiRef('1', '<name href="#2"/><tags href="#3"/>') +
      '<multiRef id="2" xsi:type="soapenc:string">Ada</multiRef>' +
      '<multiRef id="3" xsi:type="soapenc:Array" soapenc:arrayType="xsd:string[2]"><item id="4">x</item><item href="#4"/></multiRef>';
    expect(read('t:Person', '<return href="#1"/>', behind)).toEqual({ name: 'Ada', tags: ['x', 'x'] });
  });

  it('may be shared', () => {
    const behind = multiRef('1', '<name>Ada</name>');
    expect(read('t:People', '<return><item href="#1"/><item href="#1"/></return>', behind)).toEqual([
      { name: 'Ada' },
      { name: 'Ada' },
    ]);
  });

  it('may lead to the type that stands there', () => {
    const behind = multiRef('1', '<name>x</name><badge>7</badge>', 't:Employee');
    expect(read('t:Plain', '<return href="#1"/>', behind)).toEqual({ $type: 'Employee', name: 'x', badge: 7 });
  });

  it('may lead to nil', () => {
    expect(read('t:Plain', '<return href="#1"/>', '<multiRef id="1" xsi:nil="true"/>')).toBeNull();
  });

  it.each([
    ['to what it stands in', '<return id="a"><friend href="#a"/></return>', ''],
    ['around two', '<return href="#1"/>', multiRef('1', '<friend href="#2"/>') + multiRef('2', '<friend href="#1"/>')],
    ['to itself', '<return href="#1"/>', '<multiRef id="1" href="#1"/>'],
    ['to another reference', '<return href="#1"/>', '<multiRef id="1" href="#2"/><multiRef id="2" href="#1"/>'],
  ])('in a circle, %s, are refused', (_, accessor, behind) => {
    expect(() => read('t:Person', accessor, behind)).toThrow('found a reference to what it stands in');
  });

  it('to nothing are refused', () => {
    expect(() => read('t:Person', '<return href="#gone"/>')).toThrow(
      '/Body/EchoResponse/return: expected the element that it refers to, found none of that id',
    );
  });

  it('out of the message are refused, and never followed', () => {
    expect(() => read('t:Person', '<return href="http://example.invalid/"/>')).toThrow(
      'found one that leads out of it',
    );
  });

  it('in a chain of more levels than a document may have are refused', () => {
    const chain = Array.from({ length: 5_000 }, (_, at) => multiRef(`${at}`, `<friend href="#${at + 1}"/>`)).join('');
    expect(() => read('t:Person', '<return href="#0"/>', chain)).toThrow('expected at most 200 levels');
  });

  it('that multiply beyond the size of the message are refused', () => {
    const level = (at: number): string =>
      `<m id="${at}" xsi:type="soapenc:Array" soapenc:arrayType="xsd:anyType[10]">${`<i href="#${at + 1}"/>`.repeat(10)}</m>`;
    const levels = Array.from({ length: 20 }, (_, at) => level(at)).join('');
    expect(() => read('t:Anything', '<return href="#0"/>', `${levels}<m id="20">x</m>`)).toThrow(
      'expected references that repeat less than the message may hold',
    );
  });

  it('that repeat one long text are refused before it is too long', () => {
    const items = '<i href="#1"/>'.repeat(200);
    const behind = `<m id="1">${'x'.repeat(200_000)}</m>`;
    expect(() => read('t:Strings', `<return>${items}</return>`, behind)).toThrow('repeat less');
  });

  it('that nobody follows are no difference', () => {
    const body = `<r:EchoResponse><return><name>x</name></return></r:EchoResponse>${multiRef('1', '<name>y</name>')}`;
    expect(readBody('t:Person', body)).toEqual({ content: { return: { name: 'x' } }, drift: [] });
  });
});
