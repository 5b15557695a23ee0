import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContractError, MalformedError } from '../../../src/codec/problem.ts';
import { readBody } from './echo.ts';
import { cases } from '../../support/random-cases.ts';

const seeds: readonly (readonly [string, string])[] = [
  [
    't:Person',
    '<r:EchoResponse><return href="#1"/></r:EchoResponse><m id="1" xsi:type="t:Person"><name href="#2"/><friend href="#3"/><tags href="#4"/></m><m id="2">x</m><m id="3"><name xsi:nil="1"/></m><m id="4" soapenc:arrayType="xsd:string[2]"><i>x</i><i href="#2"/></m>',
  ],
  [
    'xs:anyType',
    '<r:EchoResponse><return soapenc:arrayType="xsd:anyType[3]" xsi:type="soapenc:Array"><i xsi:type="t:Person"><name>x</name></i><i soapenc:arrayType="xsd:int[1,2]"><i>1</i><i>2</i></i><i id="9" xsi:type="apache:Map"><item><key>a</key><value href="#8"/></item></i></return></r:EchoResponse><m id="8" xsi:type="xsd:int">5</m>',
  ],
  [
    't:Cube',
    '<r:EchoResponse><return soapenc:arrayType="xsd:int[1,2,2]"><i>1</i><i>2</i><i>3</i><i>4</i></return></r:EchoResponse>',
  ],
];

const pieces = [
  'id="1"',
  'href="#1"',
  'href="#9"',
  'xsi:nil="1"',
  'xsi:type="t:Person"',
  'xsi:type="soapenc:Array"',
  'soapenc:arrayType="t:Plain[,]"',
  'soapenc:arrayType="xsd:int[][4]"',
  'enc:itemType="xsd:int"',
  '<i/>',
  '</i>',
  '<return href="#4"/>',
  '9',
  '&lt;',
  '',
];

/** The text with a few places overwritten or grown by what such messages are made of. */
function mutated(text: string, changes: readonly (readonly [number, number, number])[]): string {
  return changes.reduce((before, [at, length, piece]) => {
    const place = at % (before.length + 1);
    return before.slice(0, place) + (pieces[piece % pieces.length] ?? '') + before.slice(place + length);
  }, text);
}

describe('mutations of encoded replies', () => {
  it.each(seeds)('of %s are read, or refused in words', (type, text) => {
    const change = fc.tuple(fc.nat(2_000), fc.nat(12), fc.nat(50));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        let refusal: unknown;
        try {
          readBody(type, mutated(text, changes));
        } catch (error) {
          refusal = error;
        }
        expect(refusal === undefined || refusal instanceof ContractError || refusal instanceof MalformedError).toBe(
          true,
        );
      }),
      cases(1_500),
    );
  });
});
