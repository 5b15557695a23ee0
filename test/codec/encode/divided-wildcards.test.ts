import { describe, expect, it } from 'vitest';
import { complex, sequence } from '../mapping/row.ts';
import { decode, encode, schema } from '../mapping/schema.ts';

const any = (namespace: string, occurs: string, process = 'lax'): string =>
  `<xs:any namespace="${namespace}" processContents="${process}" ${occurs}/>`;
const element = '<xs:element name="a" type="xs:int"/>';
const wild = (name: string): object => ({ name });
const theirs = wild('{urn:o}theirs');
const also = wild('{urn:o}also');
const local = wild('local');

/** The local names in document order, or the problems. */
function written(content: string, json: unknown): readonly string[] {
  const { text, problems } = encode(schema(content), json);
  if (problems.length > 0) return problems.map(({ pointer, message }) => `${pointer}: ${message}`);
  return [...text.matchAll(/<(?:[\w-]+:)?(\w+)/g)].map(([, name = '']) => name).slice(1);
}

describe('an object whose wildcards allow different namespaces', () => {
  const two = sequence(any('##other', 'minOccurs="0" maxOccurs="2"') + element + any('##local', 'minOccurs="0"'));

  it.each([
    ['in the order of the places', [theirs, local]],
    ['in another order', [local, theirs]],
  ])('has each element where its namespace is allowed: %s', (_, $any) => {
    expect(written(two, { a: 1, $any })).toEqual(['theirs', 'a', 'local']);
  });

  it('keeps the order of those of one place', () => {
    expect(written(two, { a: 1, $any: [also, theirs] })).toEqual(['also', 'theirs', 'a']);
  });

  it('says which element has no place left', () => {
    expect(written(two, { a: 1, $any: [local, theirs, local] })).toEqual([
      '/$any/2: has no place beside the others: the schema allows fewer elements of its namespace',
    ]);
  });

  it('refuses a namespace that no place allows', () => {
    expect(written(two, { a: 1, $any: [wild('{urn:t}own')] })).toEqual([
      '/$any/0/name: is in a namespace that is not allowed here',
    ]);
  });

  it('has the narrow places filled before the wide ones take what is left', () => {
    const wide = sequence(any('urn:o ##local', 'minOccurs="0"') + element + any('##local', ''));
    expect(written(wide, { a: 1, $any: [local] })).toEqual(['a', 'local']);
    expect(written(wide, { a: 1, $any: [local, theirs] })).toEqual(['theirs', 'a', 'local']);
  });

  it('keeps the order given wherever the schema allows it', () => {
    const wide = sequence(
      any('##other', 'minOccurs="0" maxOccurs="unbounded"') + element + any('##any', 'minOccurs="0" maxOccurs="9"'),
    );
    expect(written(wide, { a: 1, $any: [theirs, local, also] })).toEqual(['theirs', 'a', 'local', 'also']);
    expect(written(wide, { a: 1, $any: [local, also] })).toEqual(['a', 'local', 'also']);
  });

  it('says what is missing', () => {
    const needy = sequence(any('##local', 'minOccurs="0"') + element + any('urn:o', 'minOccurs="2" maxOccurs="2"'));
    expect(written(needy, { a: 1, $any: [local, theirs] })).toEqual(['/$any: expected at least 2 elements of urn:o']);
  });

  it('takes what stands under a repeated choice in the order of $order', () => {
    const choice = complex(
      `<xs:choice minOccurs="0" maxOccurs="9">${any('##other', '')}<xs:sequence>${element}${any('##local', '')}</xs:sequence></xs:choice>`,
    );
    const json = { a: [1], $any: [theirs, local, also], $order: ['$any', 'a', '$any', '$any'] };
    expect(written(choice, json)).toEqual(['theirs', 'a', 'local', 'also']);
    expect(written(choice, { ...json, $any: [local, theirs, also] })).toEqual([
      '/$order: expected an order that the schema allows: with "a" in its place',
      '/$order: expected an order that the schema allows: with an element of no namespace in its place',
    ]);
  });

  it('has what the schemas do not know refused where they must', () => {
    const strict = sequence(any('urn:o', 'minOccurs="0"', 'strict') + element + any('##local', 'minOccurs="0"'));
    expect(written(strict, { a: 1, $any: [theirs] })).toEqual([
      '/$any/0: expected an element that the schemas know, as its name and "value"',
    ]);
  });

  it('has the pieces of mixed content where they are allowed', () => {
    const mixed = `<xs:element name="r"><xs:complexType mixed="true"><xs:sequence>${any('##other', '')}${element}${any('##local', '')}</xs:sequence></xs:complexType></xs:element>`;
    const pieces = [{ $any: theirs }, 'text', { a: 1 }, { $any: local }];
    expect(written(mixed, { $mixed: pieces })).toEqual(['theirs', 'a', 'local']);
    expect(written(mixed, { $mixed: pieces.toReversed() })).toEqual([
      '/$mixed: expected the order of the schema: $any, a',
    ]);
  });

  it('is read with what stands in the wrong place reported', () => {
    const contract = schema(two);
    const { json, drift } = decode(contract, '<r><o:x/><a>1</a><o:y/></r>');
    expect((json as { $any: unknown[] }).$any).toHaveLength(2);
    expect(drift.map(({ kind }) => kind)).toEqual(['order']);
    expect(decode(contract, '<r><o:x/><a>1</a><y xmlns=""/></r>').drift).toEqual([]);
  });
});
