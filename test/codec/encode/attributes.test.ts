import { describe, expect, test } from 'vitest';
import { el, many, opt, seq } from '../model-builder.ts';
import { Encoded } from './encoded.ts';

describe('nil', () => {
  const maybe = new Encoded((b) => {
    const attribute = { namespace: '', name: 'unit', key: 'unit', type: b.simple('string'), required: true };
    const text = b.simple('string');
    const measured = b.complex(undefined, { content: 'simple', simple: text, attributes: [attribute] });
    const noted = b.complex(seq([el(b.element('x', text))]), { attributes: [attribute] });
    const nil = { nillable: true };
    return b.global(
      'e',
      b.complex(
        seq([
          opt(b.element('plain', b.simple('int'), nil)),
          opt(b.element('measured', measured, nil)),
          opt(b.element('noted', noted, nil)),
          many(b.element('list', b.simple('int'), nil)),
        ]),
      ),
    );
  });

  test('is null', () => {
    expect(maybe.write({ plain: null, list: [1, null] })).toBe(
      '<t:e><t:plain xsi:nil="true"/><t:list>1</t:list><t:list xsi:nil="true"/></t:e>',
    );
  });

  test('beside attributes is a null value', () => {
    expect(maybe.write({ measured: { value: null, unit: 'kg' } })).toBe(
      '<t:e><t:measured xsi:nil="true" unit="kg"/></t:e>',
    );
  });

  test('of a complex type with attributes is $nil', () => {
    expect(maybe.write({ noted: { $nil: true, unit: 'kg' } })).toBe('<t:e><t:noted xsi:nil="true" unit="kg"/></t:e>');
  });

  test('has no content', () => {
    expect(maybe.write({ noted: { $nil: true, unit: 'kg', x: 'y' } })).toEqual(['/noted/x: is not known here']);
  });

  test('still needs its required attributes', () => {
    expect(maybe.write({ noted: null })).toEqual(['/noted/unit: is required']);
  });

  test('is refused where the element is not nillable', () => {
    const never = new Encoded((b) => b.global('e', b.complex(seq([el(b.element('x', b.simple('int')))]))));
    expect(never.write({ x: null })).toEqual(['/x: may not be null: the element is not nillable']);
  });
});

describe('attributes', () => {
  const item = new Encoded((b) => {
    const text = b.simple('string');
    const attribute = { namespace: '', type: text, required: false };
    const attributes = [
      { ...attribute, name: 'id', key: 'id', required: true },
      { ...attribute, name: 'name', key: '@name' },
      { ...attribute, name: 'lang', key: 'lang', namespace: 'http://www.w3.org/XML/1998/namespace' },
      { ...attribute, name: 'other', key: 'other', namespace: 'urn:o' },
      { ...attribute, name: 'version', key: 'version', fixed: '1.0', type: b.simple('decimal') },
      { ...attribute, name: 'size', key: 'size', default: '5' },
    ];
    return b.global('e', b.complex(seq([opt(b.element('name', text))]), { attributes }));
  });

  test('are written on the start tag', () => {
    expect(item.write({ id: '1', name: 'element', '@name': 'attribute', lang: 'en', other: 'o' })).toBe(
      '<t:e id="1" name="attribute" xml:lang="en" n1:other="o"><t:name>element</t:name></t:e>',
    );
  });

  test('are escaped with their white space', () => {
    expect(item.write({ id: `"<&>'\t\r\n` })).toBe(`<t:e id="&quot;&lt;&amp;&gt;'&#9;&#13;&#10;"/>`);
  });

  test('are required where the schema says', () => {
    expect(item.write({})).toEqual(['/id: is required']);
  });

  test('that are fixed take only that value', () => {
    expect(item.write({ id: '1', version: '2' })).toEqual(['/version: expected the fixed value 1.0']);
  });

  test('that are fixed take the value in another form', () => {
    expect(item.write({ id: '1', version: '1' })).toBe('<t:e id="1" version="1"/>');
  });

  test('have characters that XML cannot carry refused', () => {
    expect(item.write({ id: '\0' })).toEqual(['/id: expected only characters that XML can carry']);
  });
});

describe('simple content with attributes', () => {
  const weight = new Encoded((b) => {
    const text = b.simple('string');
    const attributes = [
      { namespace: '', name: 'unit', key: 'unit', type: text, required: true },
      { namespace: '', name: 'value', key: '@value', type: text, required: false },
    ];
    return b.global('e', b.complex(undefined, { content: 'simple', simple: b.simple('decimal'), attributes }));
  });

  test('is a value beside its attributes', () => {
    expect(weight.write({ value: '1.50', unit: 'kg', '@value': 'v' })).toBe('<t:e unit="kg" value="v">1.50</t:e>');
  });

  test('needs the value', () => {
    expect(weight.write({ unit: 'kg' })).toEqual(['/value: is required']);
  });

  test('names all its problems', () => {
    expect(weight.write({ value: true, more: 1 })).toEqual([
      '/more: is not known here',
      '/unit: is required',
      '/value: expected a decimal number, as a string',
    ]);
  });

  test('without attributes is the value alone', () => {
    const bare = new Encoded((b) =>
      b.global('e', b.complex(undefined, { content: 'simple', simple: b.simple('int') })),
    );
    expect(bare.write(5)).toBe('<t:e>5</t:e>');
  });
});

describe('default and fixed', () => {
  const values = new Encoded((b) => {
    const int = b.simple('int');
    return b.global(
      'e',
      b.complex(seq([opt(b.element('d', int, { default: '5' })), opt(b.element('f', int, { fixed: '7' }))])),
    );
  });

  test('are never written for the caller', () => {
    expect(values.write({})).toBe('<t:e/>');
  });

  test('take the fixed value', () => {
    expect(values.write({ f: 7 })).toBe('<t:e><t:f>7</t:f></t:e>');
  });

  test('take no other than the fixed value', () => {
    expect(values.write({ f: 8 })).toEqual(['/f: expected the fixed value 7']);
  });
});
