import { describe, expect, it } from 'vitest';
import { driftIn, read } from './echo.ts';

describe('values of any type', () => {
  it.each([
    ['a simple type', '<return xsi:type="xsd:int">5</return>', { $type: 'xs:int', value: 5 }],
    ['a simple type of the encoding', '<return xsi:type="soapenc:int">5</return>', { $type: 'xs:int', value: 5 }],
    [
      'a draft of XML Schema',
      '<return xmlns:d="http://www.w3.org/1999/XMLSchema" xsi:type="d:timeInstant">2026-01-31T00:00:00Z</return>',
      { $type: 'xs:dateTime', value: '2026-01-31T00:00:00Z' },
    ],
    ['a struct', '<return xsi:type="t:Person"><name>x</name></return>', { $type: '{urn:t}Person', name: 'x' }],
    [
      'a struct that others derive from',
      '<return xsi:type="t:Plain"><name>x</name></return>',
      { $type: '{urn:t}Plain', name: 'x' },
    ],
    [
      'an array that the schema names',
      '<return xsi:type="t:Strings"><i>x</i></return>',
      { $type: '{urn:t}Strings', value: ['x'] },
    ],
    [
      'an array by its items',
      '<return xsi:type="soapenc:Array" soapenc:arrayType="xsd:int[1]"><i>5</i></return>',
      { $type: 'xs:int[]', value: [5] },
    ],
    [
      'an array of several dimensions',
      '<return soapenc:arrayType="xsd:int[1,2]"><i>5</i><i>6</i></return>',
      { $type: 'xs:int[,]', value: [[5, 6]] },
    ],
    [
      'an array of anything',
      '<return soapenc:arrayType="xsd:ur-type[2]"><i xsi:type="xsd:int">5</i><i xsi:nil="1"/></return>',
      { $type: 'xs:anyType[]', value: [{ $type: 'xs:int', value: 5 }, null] },
    ],
    [
      'an array of arrays',
      '<return soapenc:arrayType="xsd:int[][1]"><i soapenc:arrayType="xsd:int[1]"><i>5</i></i></return>',
      { $type: 'xs:anyType[]', value: [{ $type: 'xs:int[]', value: [5] }] },
    ],
    [
      'a map, though the WSDL names none',
      '<return xsi:type="apache:Map"><item><key xsi:type="xsd:string">a</key><value xsi:type="xsd:int">1</value></item></return>',
      {
        $type: '{http://xml.apache.org/xml-soap}Map',
        item: [{ key: { $type: 'xs:string', value: 'a' }, value: { $type: 'xs:int', value: 1 } }],
      },
    ],
    ['text', '<return>x</return>', { value: 'x' }],
    ['nothing', '<return/>', { value: '' }],
    [
      'elements that nobody declares',
      '<return><a>x</a></return>',
      { $any: [{ name: 'a', attributes: {}, children: ['x'] }] },
    ],
  ])('%s', (_, accessor, value) => {
    expect(read('xs:anyType', accessor)).toEqual(value);
  });

  it('that nobody declares have their references followed', () => {
    expect(read('xs:anyType', '<return><a href="#1"/></return>', '<m id="1">x</m>')).toEqual({
      $any: [{ name: 'a', attributes: {}, children: ['x'] }],
    });
  });

  it('of a type that the schemas do not know are reported', () => {
    expect(driftIn('xs:anyType', '<return xsi:type="t:Gone">x</return>')).toMatchObject([
      { kind: 'type', path: '/Body/EchoResponse/return' },
    ]);
  });

  it('in an element of the encoding are of the type that it is named for', () => {
    expect(read('soapenc:Array', '<return><soapenc:int>5</soapenc:int></return>')).toEqual([
      { $type: 'xs:int', value: 5 },
    ]);
  });

  it('of the array of the encoding are of its items', () => {
    expect(read('soapenc:Array', '<return soapenc:arrayType="xsd:int[1]"><i>5</i></return>')).toEqual([
      { $type: 'xs:int', value: 5 },
    ]);
  });
});
