import { describe, expect, test } from 'vitest';
import { encodeElement } from '../../../src/codec/encode/element.ts';
import { link } from '../../../src/codec/link.ts';
import { Namespaces } from '../../../src/codec/namespaces.ts';
import { all, choice, el, many, ModelBuilder, opt, seq } from '../model-builder.ts';
import { Encoded } from './encoded.ts';

const order = new Encoded((b) => {
  const text = b.simple('string');
  const line = b.complex(seq([el(b.element('sku', text)), el(b.element('count', b.simple('int')))]));
  const content = seq([
    el(b.element('ref', text)),
    opt(b.element('note', b.simple('token'), { nillable: true })),
    many(b.element('line', line), 1),
    opt(b.element('a/b~c', text)),
  ]);
  return b.global('Order', b.complex(content));
});

describe('an object', () => {
  test('is written in the order of the schema', () => {
    expect(order.write({ line: [{ count: 2, sku: 'x' }], ref: 'r' })).toBe(
      '<t:Order><t:ref>r</t:ref><t:line><t:sku>x</t:sku><t:count>2</t:count></t:line></t:Order>',
    );
  });

  test('has each problem named at once, with its pointer', () => {
    expect(order.write({ unknown: 1, note: 5, line: [{ sku: 'x', count: 'y' }, null], 'a/b~c': 5 })).toEqual([
      '/unknown: is not known here',
      '/ref: is required',
      '/note: expected a string',
      '/line/0/count: expected a whole number from -2147483648 to 2147483647',
      '/line/1: may not be null: the element is not nillable',
      '/a~1b~0c: expected a string',
    ]);
  });

  test.each([null, 5, 'x', [[]], new Date(0), new Map()])('is not %o', (value) => {
    expect(order.write({ ref: 'r', line: [value] })).toHaveLength(1);
  });

  test('leaves out what is undefined', () => {
    expect(order.write({ ref: 'r', note: undefined, line: [{ sku: '', count: 0 }] })).toContain('<t:sku/>');
  });

  test('takes an object without a prototype', () => {
    const line = Object.assign(Object.create(null) as object, { sku: 'x', count: 1 });
    expect(order.write({ ref: 'r', line: [line] })).toContain('<t:sku>x</t:sku>');
  });

  test('does not take what it inherits', () => {
    const line = Object.create({ sku: 'x', count: 1 }) as object;
    expect(order.write({ ref: 'r', line: [line] })).toEqual(['/line/0/sku: is required', '/line/0/count: is required']);
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'refuses %s like any unknown property',
    (key) => {
      const value: unknown = JSON.parse(`{"ref":"r","line":[{"sku":"x","count":1}],"${key}":{"polluted":true}}`);
      expect(order.write(value)).toEqual([`/${key}: is not known here`]);
    },
  );

  test('is written where the schema itself has such names', () => {
    const odd = new Encoded((b) =>
      b.global('e', b.complex(seq(['__proto__', 'constructor'].map((name) => opt(b.element(name, b.simple('int'))))))),
    );
    expect(odd.write(JSON.parse('{"__proto__":1,"constructor":2}'))).toBe(
      '<t:e><t:__proto__>1</t:__proto__><t:constructor>2</t:constructor></t:e>',
    );
  });

  test('with problems yields no text', () => {
    expect(encodeElement(link(order.builder.model), order.element, {}, new Namespaces(), [])).toBe('');
  });

  test('has its pointers begin where the caller says', () => {
    const problems: { pointer: string; message: string }[] = [];
    encodeElement(
      link(order.builder.model),
      order.element,
      { ref: 'r', line: [{}] },
      new Namespaces(),
      problems,
      '/parts',
    );
    expect(problems[0]?.pointer).toBe('/parts/line/0/sku');
  });

  test('of a hundred mistakes and more names the first hundred', () => {
    expect(order.write({ ref: 'r', line: Array.from({ length: 200 }, () => 5) })).toHaveLength(100);
  });
});

describe('an array', () => {
  test('is asked for where a name may occur more than once', () => {
    expect(order.write({ ref: 'r', line: { sku: 'x', count: 1 } })).toEqual(['/line: expected an array']);
  });

  test('needs as many items as the schema', () => {
    expect(order.write({ ref: 'r', line: [] })).toEqual(['/line: expected at least 1 items']);
  });

  test('has no more items than the schema allows', () => {
    const pair = new Encoded((b) => b.global('e', b.complex(seq([el(b.element('n', b.simple('int')), 0, 2)]))));
    expect(pair.write({ n: [1, 2, 3] })).toEqual(['/n: expected at most 2 items']);
  });

  test('has no holes', () => {
    expect(order.write({ ref: 'r', line: [undefined] })).toEqual(['/line/0: expected an object']);
  });
});

describe('an empty complex type', () => {
  const empty = new Encoded((b) => b.global('e', b.complex(undefined)));

  test('is an empty element', () => {
    expect(empty.write({})).toBe('<t:e/>');
  });

  test('has no property', () => {
    expect(empty.write({ a: 1 })).toEqual(['/a: is not known here']);
  });
});

test('xs:all is written as declared', () => {
  const any = new Encoded((b) =>
    b.global('e', b.complex(all([el(b.element('a', b.simple('int'))), opt(b.element('b', b.simple('int')))]))),
  );
  expect(any.write({ b: 2, a: 1 })).toBe('<t:e><t:a>1</t:a><t:b>2</t:b></t:e>');
});

describe('text', () => {
  const text = new Encoded((b) => b.global('e', b.simple('string')));

  test('is escaped', () => {
    expect(text.write(`a&b<c>d"e'\r\n\t`)).toBe(`<t:e>a&amp;b&lt;c&gt;d"e'&#13;\n\t</t:e>`);
  });

  test('may hold characters beyond the basic plane', () => {
    expect(text.write('\u{1F600} é')).toBe('<t:e>\u{1F600} é</t:e>');
  });

  test.each(['\0', '\u000B', '\u001F', '\uFFFE', '\uD800', 'a\uDC00b'])(
    'that XML cannot carry is refused: %j',
    (value) => {
      expect(text.write(value)).toEqual([': expected only characters that XML can carry']);
    },
  );
});

describe('names', () => {
  test('of two namespaces are told apart', () => {
    const two = new Encoded((b) => {
      const own = b.element('id', b.simple('int'));
      const other = b.element('id', b.simple('int'), { namespace: 'urn:o' });
      return b.global('e', b.complex(seq([el(own), el(other, 1, 1, '{urn:o}id')])));
    });
    expect(two.write({ '{urn:o}id': 2, id: 1 })).toBe('<t:e><t:id>1</t:id><n1:id>2</n1:id></t:e>');
  });

  test('without a namespace have no prefix', () => {
    const bare = new Encoded((b) =>
      b.global('e', b.complex(seq([el(b.element('id', b.simple('int'), { namespace: '' }))]))),
    );
    expect(bare.write({ id: 1 })).toBe('<t:e><id>1</id></t:e>');
  });

  test('follow the prefixes of each document', () => {
    const builder = new ModelBuilder();
    const element = builder.global('e', builder.simple('int'));
    const contract = link(builder.model);
    const write = (prefix: string): string =>
      encodeElement(contract, element, 1, new Namespaces({ 'urn:t': prefix }), []);
    expect([write('a'), write('b')]).toEqual(['<a:e>1</a:e>', '<b:e>1</b:e>']);
  });
});

describe('depth', () => {
  const tree = new Encoded((b) => {
    const node = b.complex(undefined);
    const child = b.element('child', node);
    b.amend(node, {
      content: 'elements',
      particle: { kind: 'sequence', min: 1, max: 1, parts: [{ kind: 'slot', slot: 0, min: 0, max: 1 }] },
      slots: [{ key: 'child', element: child, min: 0, max: 1, many: false, group: 0, ordered: false }],
    });
    return b.global('e', node);
  });

  test('is limited, so that what refers to itself is refused', () => {
    const cycle: Record<string, unknown> = {};
    cycle['child'] = cycle;
    expect(tree.write(cycle)).toEqual([`${'/child'.repeat(200)}: is nested deeper than 200 objects`]);
  });

  test('is enough for what is not', () => {
    let value: Record<string, unknown> = {};
    for (let i = 1; i < 200; i++) value = { child: value };
    expect(tree.write(value)).toContain('<t:child/>');
  });
});

describe('a root', () => {
  test('of a complex type is its content', () => {
    expect(order.root({ ref: 'r', line: [{ sku: 'x', count: 1 }] })).toContain('<t:ref>r</t:ref>');
  });

  test.each([null, undefined, 'x', [[]]])('is not %o', (value) => {
    expect(order.root(value)).toEqual([': expected an object']);
  });

  const count = new Encoded((b) => b.global('Count', b.simple('int'), { nillable: true }));

  test('of a simple type has its name around the value', () => {
    expect(count.root({ Count: 5 })).toBe('<t:Count>5</t:Count>');
  });

  test('of a simple type has its problems under its name', () => {
    expect(count.root({ Count: 'x', other: 1 })).toEqual([
      '/other: is not known here',
      '/Count: expected a whole number from -2147483648 to 2147483647',
    ]);
  });

  test('of a simple type must be there', () => {
    expect(count.root({})).toEqual(['/Count: is required']);
  });

  test('that is nil says so', () => {
    expect(count.root({ $nil: true })).toBe('<t:Count xsi:nil="true"/>');
  });

  test('of a list type has its name around the array', () => {
    const list = new Encoded((b) => b.global('Ids', b.list(b.simple('int'))));
    expect(list.root({ Ids: [1, 2] })).toBe('<t:Ids>1 2</t:Ids>');
  });
});

test('a choice inside an optional sequence asks for what belongs together', () => {
  const pair = new Encoded((b) => {
    const [a, c, d] = ['a', 'c', 'd'].map((name) => b.element(name, b.simple('int'))) as [number, number, number];
    return b.global('e', b.complex(seq([seq([el(a), choice([el(c), el(d)])], 0, 1)])));
  });
  expect([pair.write({}), pair.write({ a: 1 }), pair.write({ d: 1 })]).toEqual([
    '<t:e/>',
    [': expected one of c, d'],
    ['/a: is required'],
  ]);
});
