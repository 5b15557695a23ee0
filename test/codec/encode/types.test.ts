import { describe, expect, test } from 'vitest';
import type { ComplexType, TypeRef } from '../../../src/codec/model.ts';
import { encodeRoot } from '../../../src/codec/encode/element.ts';
import type { ModelBuilder } from '../model-builder.ts';
import { el, many, opt, seq } from '../model-builder.ts';
import { Encoded } from './encoded.ts';

/** A base with two types derived from it. */
function shapes(
  b: ModelBuilder,
  abstract: boolean,
  names: [string, string] = ['{urn:t}Circle', '{urn:t}Square'],
): TypeRef {
  const int = b.simple('int');
  const id = b.element('id', int);
  const base = b.complex(seq([el(id)]), { name: '{urn:t}Shape', abstract });
  const circle = b.complex(seq([el(id), el(b.element('radius', int))]), { name: names[0], base });
  const square = b.complex(seq([el(id), el(b.element('side', int))]), { name: names[1], base });
  const alternatives = abstract ? [circle, square] : [base, circle, square];
  b.amend(base, { alternatives });
  return base;
}

describe('$type', () => {
  const any = new Encoded((b) => b.global('e', shapes(b, false), { nillable: true }));

  test('chooses a derived type', () => {
    expect(any.write({ $type: 'Circle', id: 1, radius: 2 })).toBe(
      '<t:e xsi:type="t:Circle"><t:id>1</t:id><t:radius>2</t:radius></t:e>',
    );
  });

  test('of the declared type writes no xsi:type', () => {
    expect(any.write({ $type: 'Shape', id: 1 })).toBe('<t:e><t:id>1</t:id></t:e>');
  });

  test('left out is the declared type', () => {
    expect(any.write({ id: 1 })).toBe('<t:e><t:id>1</t:id></t:e>');
  });

  test.each(['Triangle', '__proto__', 5])('is not %j', (label) => {
    expect(any.write({ $type: label, id: 1 })).toEqual(['/$type: expected one of Shape, Circle, Square']);
  });

  test('holds for nil too', () => {
    expect(any.write({ $type: 'Circle', $nil: true })).toBe('<t:e xsi:type="t:Circle" xsi:nil="true"/>');
  });

  test('is no property where there is only one type', () => {
    const one = new Encoded((b) => b.global('e', b.complex(undefined, { name: '{urn:t}One' })));
    expect(one.write({ $type: 'One' })).toEqual(['/$type: is not known here']);
  });

  test('is a name in Clark notation where two share the local name', () => {
    const two = new Encoded((b) => b.global('e', shapes(b, true, ['{urn:t}Same', '{urn:o}Same'])));
    expect([two.write({ $type: '{urn:o}Same', id: 1, side: 2 }), two.write({ $type: 'Same', id: 1 })]).toEqual([
      '<t:e xsi:type="n1:Same"><t:id>1</t:id><t:side>2</t:side></t:e>',
      ['/$type: expected one of {urn:t}Same, {urn:o}Same'],
    ]);
  });

  test('of an abstract type must be given', () => {
    const abstract = new Encoded((b) => b.global('e', shapes(b, true)));
    expect(abstract.write({ id: 1 })).toEqual(['/$type: is required: one of Circle, Square']);
  });

  test('of an abstract type with one concrete type is written for the caller', () => {
    const single = new Encoded((b) => {
      const base = b.complex(undefined, { name: '{urn:t}Base', abstract: true });
      const only = b.complex(seq([el(b.element('x', b.simple('int')))]), { name: '{urn:t}Only', base });
      b.amend(base, { alternatives: [only] });
      return b.global('e', base);
    });
    expect(single.write({ x: 1 })).toBe('<t:e xsi:type="t:Only"><t:x>1</t:x></t:e>');
  });

  test('of an abstract type that nothing derives from cannot be written', () => {
    const none = new Encoded((b) => b.global('e', b.complex(undefined, { name: '{urn:t}Base', abstract: true })));
    expect(none.write({})).toEqual([': is of an abstract type, and no other may stand for it']);
  });

  test('of an abstract type whose alternatives are none cannot be written', () => {
    const none = new Encoded((b) =>
      b.global('e', b.complex(undefined, { name: '{urn:t}Base', abstract: true, alternatives: [] })),
    );
    expect(none.write({})).toEqual([': is of an abstract type, and no other may stand for it']);
  });

  test('stands beside the value of simple content', () => {
    const money = new Encoded((b) => {
      const simple = b.simple('decimal');
      const attributes: ComplexType['attributes'] = [
        { namespace: '', name: 'currency', key: 'currency', type: b.simple('string'), required: true },
      ];
      const base = b.complex(undefined, { name: '{urn:t}Amount', content: 'simple', simple });
      const derived = b.complex(undefined, { name: '{urn:t}Money', content: 'simple', simple, attributes, base });
      b.amend(base, { alternatives: [base, derived] });
      return b.global('e', base);
    });
    expect([
      money.write({ $type: 'Money', value: '1', currency: 'EUR' }),
      money.write({ $type: 'Amount', value: '1' }),
    ]).toEqual(['<t:e xsi:type="t:Money" currency="EUR">1</t:e>', '<t:e>1</t:e>']);
  });
});

describe('$element', () => {
  const contact = new Encoded((b) => {
    const text = b.simple('string');
    const head = b.element('contact', text, { abstract: true });
    const mail = b.element('mail', text, { nillable: true });
    const phone = b.element('phone', b.complex(seq([el(b.element('number', text))])));
    Object.assign(b.elements[head] ?? {}, { substitutes: [mail, phone] });
    const open = b.element('open', text);
    const member = b.element('member', text);
    Object.assign(b.elements[open] ?? {}, { substitutes: [open, member] });
    const alone = b.element('alone', text, { abstract: true });
    Object.assign(b.elements[alone] ?? {}, { substitutes: [b.element('only', text)] });
    const none = b.element('none', text, { abstract: true, substitutes: [] });
    return b.global('e', b.complex(seq([many(head), opt(open), opt(alone), opt(none)])));
  });

  test('chooses a member, whose simple content is a value', () => {
    expect(
      contact.write({
        contact: [
          { $element: 'mail', value: 'x' },
          { $element: 'phone', number: '1' },
        ],
      }),
    ).toBe('<t:e><t:mail>x</t:mail><t:phone><t:number>1</t:number></t:phone></t:e>');
  });

  test('may be nil', () => {
    expect(contact.write({ contact: [{ $element: 'mail', $nil: true }] })).toBe('<t:e><t:mail xsi:nil="true"/></t:e>');
  });

  test('of an abstract head must be given', () => {
    expect(contact.write({ contact: [{ value: 'x' }] })).toEqual([
      '/contact/0/$element: is required: one of mail, phone',
    ]);
  });

  test('must be a member', () => {
    expect(contact.write({ contact: [{ $element: 'fax', value: 'x' }] })).toEqual([
      '/contact/0/$element: expected one of mail, phone',
    ]);
  });

  test('left out is the head where it is not abstract', () => {
    expect(contact.write({ open: { value: 'x' } })).toBe('<t:e><t:open>x</t:open></t:e>');
  });

  test('asks for an object even of a simple member', () => {
    expect(contact.write({ open: 'x' })).toEqual(['/open: expected an object with $element, one of open, member']);
  });

  test('is not shown where one member alone may stand there', () => {
    expect(contact.write({ alone: 'x' })).toBe('<t:e><t:only>x</t:only></t:e>');
  });

  test('of an abstract head without members cannot be written', () => {
    expect(contact.write({ none: 'x' })).toEqual(['/none: is abstract, and no element may stand for it']);
  });

  test('and $type stand beside the content together', () => {
    const both = new Encoded((b) => {
      const type = shapes(b, false);
      const head = b.element('head', type);
      Object.assign(b.elements[head] ?? {}, { substitutes: [head, b.element('member', type)] });
      return b.global('e', b.complex(seq([el(head)])));
    });
    expect(both.write({ head: { $element: 'member', $type: 'Circle', id: 1, radius: 2 } })).toBe(
      '<t:e><t:member xsi:type="t:Circle"><t:id>1</t:id><t:radius>2</t:radius></t:member></t:e>',
    );
  });

  test('is at the root too', () => {
    const root = new Encoded((b) => {
      const head = b.global('head', b.simple('int'));
      Object.assign(b.elements[head] ?? {}, { substitutes: [head, b.global('member', b.simple('string'))] });
      return head;
    });
    expect(root.write({ $element: 'member', value: 'x' }, encodeRoot)).toBe('<t:member>x</t:member>');
  });
});
