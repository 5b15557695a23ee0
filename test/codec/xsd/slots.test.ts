import { describe, expect, it } from 'vitest';
import type { ComplexType } from '../../../src/codec/model.ts';
import { complexOf, xsd } from './files.ts';

const el = (name: string, occurs = ''): string => `<xs:element name="${name}" type="xs:int" ${occurs}/>`;
const group = (kind: string, inside: string, occurs = ''): string => `<xs:${kind} ${occurs}>${inside}</xs:${kind}>`;
const unbounded = 'minOccurs="0" maxOccurs="unbounded"';

function type(content: string, others = ''): ComplexType {
  return complexOf(xsd(`${others}<xs:complexType name="T">${content}</xs:complexType>`), '{urn:t}T');
}

/** Each slot in short: key, occurrence, and what is special of it. */
function slots(content: string, others = ''): string[] {
  return type(content, others).slots.map(
    ({ key, min, max, many, ordered, group: at }) =>
      `${key} ${min}..${max}${many ? ' many' : ''}${ordered ? ' ordered' : ''}${at === 0 ? '' : ` in ${at}`}`,
  );
}

describe('occurrence of a name', () => {
  it.each([
    ['once', group('sequence', el('a')), ['a 1..1']],
    ['optional', group('sequence', el('a', 'minOccurs="0"')), ['a 0..1']],
    ['bounded', group('sequence', el('a', 'maxOccurs="5"')), ['a 1..5 many']],
    ['unbounded', group('sequence', el('a', unbounded)), ['a 0..-1 many']],
    ['never', group('sequence', el('a', 'minOccurs="0" maxOccurs="0"') + el('b')), ['b 1..1']],
    [
      'twice in a sequence adds up',
      group('sequence', el('a') + el('b') + el('a', 'minOccurs="0"')),
      ['a 1..2 many', 'b 1..1'],
    ],
    [
      'in every alternative: the smallest and the largest',
      group('choice', group('sequence', el('a') + el('b')) + group('sequence', el('a', 'maxOccurs="3"') + el('c'))),
      ['a 1..3 many', 'b 0..1', 'c 0..1'],
    ],
    ['in one alternative only', group('choice', el('a') + el('b')), ['a 0..1', 'b 0..1']],
    [
      'in an optional sequence',
      group('sequence', group('sequence', el('a') + el('b'), 'minOccurs="0"')),
      ['a 0..1', 'b 0..1'],
    ],
    ['in xs:all', group('all', el('a') + el('b', 'minOccurs="0"')), ['a 1..1', 'b 0..1']],
  ])('%s', (_, content, expected) => {
    expect(slots(content)).toEqual(expected);
  });

  it('two types under one name are refused', () => {
    expect(() => type(group('sequence', `${el('a')}<xs:element name="a" type="xs:string"/>`))).toThrow(
      'main.xsd:2: the element a stands in one content model with two types',
    );
  });

  it.each(['minOccurs="2"', 'maxOccurs="many"', 'minOccurs="-1"'])('%s is refused', (occurs) => {
    expect(() => type(group('sequence', el('a', occurs)))).toThrow('main.xsd:2: m');
  });

  it('a second element of one local name is in Clark notation', () => {
    const global = el('a');
    expect(
      slots(
        group('sequence', '<xs:element name="a" form="unqualified" type="xs:int"/><xs:element ref="t:a"/>'),
        global,
      ),
    ).toEqual(['a 1..1', '{urn:t}a 1..1']);
  });
});

describe('repeated groups', () => {
  it('a repeated choice makes arrays whose order is listed', () => {
    expect(slots(group('choice', el('a') + el('b'), unbounded))).toEqual([
      'a 0..-1 many ordered',
      'b 0..-1 many ordered',
    ]);
  });

  it('a sequence within a repeated choice makes no rows, repeated or not', () => {
    const content = group('choice', group('sequence', el('a') + el('b'), unbounded) + el('c'), 'maxOccurs="2"');
    expect([slots(content), type(content).groups]).toEqual([
      ['a 0..-1 many ordered', 'b 0..-1 many ordered', 'c 0..2 many ordered'],
      [{ key: '', parent: 0, min: 1, max: 1 }],
    ]);
  });

  it('a repeated sequence makes rows', () => {
    const { groups, particle } = type(group('sequence', el('a') + el('b', 'minOccurs="0"'), 'maxOccurs="unbounded"'));
    expect(groups).toEqual([
      { key: '', parent: 0, min: 1, max: 1 },
      { key: '$rows', parent: 0, min: 1, max: -1 },
    ]);
    expect(particle).toEqual({
      kind: 'sequence',
      min: 1,
      max: -1,
      group: 1,
      parts: [
        { kind: 'slot', slot: 0, min: 1, max: 1 },
        { kind: 'slot', slot: 1, min: 0, max: 1 },
      ],
    });
  });

  it('occurrence within rows is that of one row', () => {
    expect(slots(group('sequence', el('a') + el('b', unbounded), 'maxOccurs="9"'))).toEqual([
      'a 1..1 in 1',
      'b 0..-1 many in 1',
    ]);
  });

  it('rows within rows, and beside rows', () => {
    const inner = group('sequence', el('a') + el('b'), 'maxOccurs="2"');
    const other = group('sequence', el('c') + el('d'), 'minOccurs="0" maxOccurs="3"');
    expect(type(group('sequence', group('sequence', inner + el('e'), 'maxOccurs="4"') + other)).groups).toEqual([
      { key: '', parent: 0, min: 1, max: 1 },
      { key: '$rows', parent: 0, min: 1, max: 4 },
      { key: '$rows', parent: 1, min: 1, max: 2 },
      { key: '$rows2', parent: 0, min: 0, max: 3 },
    ]);
  });

  it('rows in one alternative of a choice may be absent', () => {
    const rows = group('sequence', el('a') + el('b'), 'maxOccurs="2"');
    expect(type(group('choice', rows + el('c'))).groups[1]).toEqual({ key: '$rows', parent: 0, min: 0, max: 2 });
  });

  it('a repeated choice within rows is ordered in its row', () => {
    expect(slots(group('sequence', el('a') + group('choice', el('b') + el('c'), unbounded), 'maxOccurs="2"'))).toEqual([
      'a 1..1 in 1',
      'b 0..-1 many ordered in 1',
      'c 0..-1 many ordered in 1',
    ]);
  });

  it('a name has its own slot in the rows and beside them', () => {
    expect(slots(group('sequence', el('a') + group('sequence', el('a') + el('b'), 'maxOccurs="2"')))).toEqual([
      'a 1..1',
      'a 1..1 in 1',
      'b 1..1 in 1',
    ]);
  });
});

describe('particles that change nothing', () => {
  const slot = (index: number): object => ({ kind: 'slot', slot: index, min: 1, max: 1 });

  it('sequences that stand once within sequences dissolve', () => {
    expect(type(group('sequence', group('sequence', el('a') + group('sequence', el('b'))) + el('c'))).particle).toEqual(
      {
        kind: 'sequence',
        min: 1,
        max: 1,
        parts: [slot(0), slot(1), slot(2)],
      },
    );
  });

  it('empty groups are dropped, and make content empty', () => {
    expect(type(group('sequence', group('sequence', '') + group('choice', '')))).toMatchObject({
      content: 'empty',
      slots: [],
    });
  });

  it('an empty alternative makes a choice optional', () => {
    expect(type(group('choice', el('a') + el('b') + group('sequence', ''))).particle).toMatchObject({
      kind: 'choice',
      min: 0,
      max: 1,
    });
  });

  it('a group stands where it is referred to, with that occurrence', () => {
    const named = `<xs:group name="G">${group('choice', el('a') + el('b'))}</xs:group>`;
    expect(type(group('sequence', `<xs:group ref="t:G" minOccurs="0"/>${el('c')}`), named).particle).toEqual({
      kind: 'sequence',
      min: 1,
      max: 1,
      parts: [{ kind: 'choice', min: 0, max: 1, parts: [slot(0), slot(1)] }, slot(2)],
    });
  });

  it('a group used twice holds the same elements', () => {
    const named = `<xs:group name="G">${group('sequence', el('a'))}</xs:group>`;
    expect(slots(group('sequence', '<xs:group ref="t:G"/><xs:group ref="t:G"/>'), named)).toEqual(['a 2..2 many']);
  });
});
