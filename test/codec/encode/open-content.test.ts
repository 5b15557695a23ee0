import { describe, expect, test } from 'vitest';
import { any, el, many, opt, seq } from '../model-builder.ts';
import { Encoded } from './encoded.ts';

describe('xs:anyType', () => {
  const open = new Encoded((b) => {
    b.simple('int');
    const code = b.simple('token', { name: '{urn:t}Code', facets: { maxLength: 2 } });
    b.complex(seq([el(b.element('x', code))]), { name: '{urn:t}Order' });
    b.complex(undefined, { name: '{urn:t}Abstract', abstract: true });
    b.global('known', b.simple('int', { json: 'number' }));
    return b.global('e', b.anyType(), { nillable: true });
  });

  test.each([
    [{ $type: 'xs:int', value: 5 }, '<t:e xsi:type="xs:int">5</t:e>'],
    [{ $type: 'xs:dateTime', value: '2024-01-01T00:00:00' }, '<t:e xsi:type="xs:dateTime">2024-01-01T00:00:00</t:e>'],
    [{ $type: '{http://www.w3.org/2001/XMLSchema}int', value: 5 }, '<t:e xsi:type="xs:int">5</t:e>'],
    [{ $type: '{urn:t}Code', value: 'ab' }, '<t:e xsi:type="t:Code">ab</t:e>'],
    [{ $type: '{urn:t}Order', x: 'ab' }, '<t:e xsi:type="t:Order"><t:x>ab</t:x></t:e>'],
    [{ value: 'a<b' }, '<t:e>a&lt;b</t:e>'],
    [{}, '<t:e/>'],
    [{ $attributes: { b: '1' }, value: 'x' }, '<t:e b="1">x</t:e>'],
    [{ $any: ['x', { name: 'a' }, { name: '{urn:t}known', value: 5 }] }, '<t:e>x<a/><t:known>5</t:known></t:e>'],
    [null, '<t:e xsi:nil="true"/>'],
    [{ $nil: true }, '<t:e xsi:nil="true"/>'],
  ])('writes %j', (value, text) => {
    expect(open.write(value)).toBe(text);
  });

  test.each([
    [5, ': expected an object: { "$type", "value" }, { "value" }, or a complex $type with its properties'],
    [{ value: 5 }, '/value: expected a string'],
    [{ $type: 'xs:int', value: 'x' }, '/value: expected a whole number from -2147483648 to 2147483647'],
    [{ $type: 'xs:int' }, '/value: is required'],
    [
      { $type: 'xs:none', value: 1 },
      '/$type: expected a type that is not abstract that the schemas know, as xs:int or {namespace}Name',
    ],
    [
      { $type: '{urn:t}Abstract' },
      '/$type: expected a type that is not abstract that the schemas know, as xs:int or {namespace}Name',
    ],
    [{ $type: '{urn:t}Code', value: 'abc' }, '/value: expected at most 2 characters'],
    [{ $type: '{urn:t}Order', x: 'ab', y: 1 }, '/y: is not known here'],
    [{ value: 'x', more: 1 }, '/more: is not known here'],
    [{ value: 'x', $any: [] }, ': expected only one of value, $any'],
  ])('refuses %j', (value, problem) => {
    expect(open.write(value)).toEqual([problem]);
  });
});

describe('xs:anySimpleType', () => {
  const open = new Encoded((b) => {
    b.complex(undefined, { name: '{urn:t}Order' });
    return b.global('e', b.simple('anySimpleType'));
  });

  test('is typed', () => {
    expect(open.write({ $type: 'xs:boolean', value: true })).toBe('<t:e xsi:type="xs:boolean">true</t:e>');
  });

  test('is untyped text', () => {
    expect(open.write({ value: 'x' })).toBe('<t:e>x</t:e>');
  });

  test('is no complex type', () => {
    expect(open.write({ $type: '{urn:t}Order' })).toEqual([
      '/$type: expected a simple type that the schemas know, as xs:int or {namespace}Name',
    ]);
  });

  test('has no elements', () => {
    expect(open.write({ $any: [] })).toEqual(['/$any: is not known here']);
  });
});

describe('xs:any', () => {
  const wild = (
    process: 'strict' | 'lax' | 'skip',
    allow: 'any' | 'not' | 'only' = 'any',
    namespaces: string[] = [],
  ): Encoded =>
    new Encoded((b) => {
      const known = b.global('known', b.simple('int'), { nillable: true });
      b.global('other', b.simple('int'));
      const head = b.global('head', b.simple('int'));
      Object.assign(b.elements[head] ?? {}, { substitutes: [head, known] });
      return b.global('e', b.complex(seq([any({ process, allow, namespaces })])));
    });

  test('writes what the schemas know by its declaration', () => {
    expect(
      wild('strict').write({
        $any: [
          { name: '{urn:t}known', value: 5 },
          { name: '{urn:t}known', value: null },
        ],
      }),
    ).toBe('<t:e><t:known>5</t:known><t:known xsi:nil="true"/></t:e>');
  });

  test('writes a head of a substitution group as itself', () => {
    expect(wild('lax').write({ $any: [{ name: '{urn:t}head', value: { $element: 'head', value: 1 } }] })).toBe(
      '<t:e><t:head>1</t:head></t:e>',
    );
  });

  test('lets no other member stand for the name', () => {
    expect(wild('lax').write({ $any: [{ name: '{urn:t}head', value: { $element: 'known', value: 1 } }] })).toEqual([
      '/$any/0/value/$element: expected the element that "name" names',
    ]);
  });

  test('writes the generic tree', () => {
    const tree = { name: '{urn:o}a', attributes: { x: '"1"', '{urn:o}y': '2' }, children: ['t&', { name: 'b' }] };
    expect(wild('lax').write({ $any: [tree] })).toBe('<t:e><n1:a x="&quot;1&quot;" n1:y="2">t&amp;<b/></n1:a></t:e>');
  });

  test('takes nothing but a known element where it is strict', () => {
    expect(wild('strict').write({ $any: [{ name: '{urn:t}known', children: ['5'] }] })).toEqual([
      '/$any/0: expected an element that the schemas know, as its name and "value"',
    ]);
  });

  test('has no value for an element that no schema knows', () => {
    expect(wild('lax').write({ $any: [{ name: '{urn:o}x', value: 5 }] })).toEqual([
      '/$any/0/name: is no element that the schemas know: it takes "attributes" and "children", no "value"',
    ]);
  });

  test('keeps to its namespaces', () => {
    const value = { $any: [{ name: '{urn:o}x' }, { name: 'y' }, { name: '{urn:t}z' }] };
    expect([wild('lax', 'only', ['urn:o', '']).write(value), wild('lax', 'not', ['urn:t', '']).write(value)]).toEqual([
      ['/$any/2/name: is in a namespace that is not allowed here'],
      [
        '/$any/1/name: is in a namespace that is not allowed here',
        '/$any/2/name: is in a namespace that is not allowed here',
      ],
    ]);
  });

  test.each([
    'a b',
    'a><b',
    'a/',
    '',
    'p:a',
    '{urn:o',
    '{urn:o}',
    '{}a',
    '{urn:o}a{b}',
    '{a"b>\n}c',
    '{http://www.w3.org/2000/xmlns/}a',
    5,
  ])('has no element named %j', (name) => {
    expect(wild('lax').write({ $any: [{ name }] })).toEqual([
      '/$any/0: expected an object with "name", as {namespace}local',
    ]);
  });

  test.each(['a b', 'a="1" b', 'xmlns', 'xmlns:p', '', '{http://www.w3.org/2000/xmlns/}p'])(
    'has no attribute named %j',
    (name) => {
      expect(wild('lax').write({ $any: [{ name: 'x', attributes: { [name]: '1' } }] })).toHaveLength(1);
    },
  );

  test('refuses what is not in a tree', () => {
    const tree = { name: 'a', attributes: { x: 1 }, children: [5, { name: 'b', more: 1 }], text: 'x' };
    expect(wild('lax').write({ $any: [tree] })).toEqual([
      '/$any/0/text: is not known here',
      '/$any/0/attributes/x: expected a string',
      '/$any/0/children/0: expected an element with "name", as {namespace}local',
      '/$any/0/children/1/more: is not known here',
    ]);
  });

  test('limits the depth of trees', () => {
    const tree: { name: string; children: unknown[] } = { name: 'a', children: [] };
    tree.children.push(tree);
    expect(wild('lax').write({ $any: [tree] })).toHaveLength(1);
  });
});

describe('xs:anyAttribute', () => {
  const open = new Encoded((b) => {
    const attributes = [{ namespace: '', name: 'id', key: 'id', type: b.simple('string'), required: false }];
    return b.global(
      'e',
      b.complex(undefined, { attributes, anyAttribute: { allow: 'not', namespaces: ['urn:t'], process: 'lax' } }),
    );
  });

  test('takes attributes by expanded names', () => {
    expect(open.write({ id: '1', $attributes: { '{urn:o}a': 'x"y', b: '2' } })).toBe(
      '<t:e n1:a="x&quot;y" b="2" id="1"/>',
    );
  });

  test.each([
    ['{urn:t}a', 'is in a namespace that is not allowed here'],
    ['id', 'is a property of its own'],
    ['{http://www.w3.org/2001/XMLSchema-instance}type', 'is for $type and $nil to say'],
    ['a b', 'expected an attribute name, as {namespace}local'],
  ])('refuses %s', (name, message) => {
    expect(open.write({ $attributes: { [name]: 'x' } })).toEqual([
      `/$attributes/${name.replaceAll('/', '~1')}: ${message}`,
    ]);
  });

  test('is not known where the type has none', () => {
    expect(new Encoded((b) => b.global('e', b.complex(undefined))).write({ $attributes: {} })).toEqual([
      '/$attributes: is not known here',
    ]);
  });
});

describe('mixed content', () => {
  const mixed = new Encoded((b) => {
    const attributes = [{ namespace: '', name: 'id', key: 'id', type: b.simple('int'), required: true }];
    const bold = b.element('bold', b.simple('string'));
    const note = b.element('note', b.complex(undefined, { content: 'mixed' }), { nillable: true });
    return b.global(
      'e',
      b.complex(seq([many(bold), opt(note), any({ allow: 'only', namespaces: ['urn:o'] }, 0, 1)]), {
        content: 'mixed',
        attributes,
      }),
    );
  });

  test('is text and elements in order, attributes beside', () => {
    expect(
      mixed.write({
        id: 1,
        $mixed: ['a&', { bold: 'b' }, ' ', { note: { $mixed: ['n'] } }, { $any: { name: '{urn:o}x' } }, 'z'],
      }),
    ).toBe('<t:e id="1">a&amp;<t:bold>b</t:bold> <t:note>n</t:note><n1:x/>z</t:e>');
  });

  test('may be empty', () => {
    expect(mixed.write({ id: 1 })).toBe('<t:e id="1"/>');
  });

  test('is checked against the content model', () => {
    expect(mixed.write({ id: 1, $mixed: [{ note: null }, { bold: 'b' }] })).toEqual([
      '/$mixed: expected the order of the schema: bold, note, $any',
    ]);
  });

  test('has its problems where they are', () => {
    expect(mixed.write({ bold: 'x', $mixed: [5, { other: 1 }, { bold: 1 }, { bold: 'a', note: null }] })).toEqual([
      '/bold: is not known here',
      '/id: is required',
      '/$mixed/0: expected a text or an object with one of "bold", "note", "$any"',
      '/$mixed/1: expected a text or an object with one of "bold", "note", "$any"',
      '/$mixed/2/bold: expected a string',
      '/$mixed/3: expected a text or an object with one of "bold", "note", "$any"',
    ]);
  });
});
