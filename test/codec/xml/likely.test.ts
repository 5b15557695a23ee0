import { describe, expect, it } from 'vitest';
import { MalformedError } from '../../../src/codec/problem.ts';
import { XmlReader } from '../../../src/codec/xml/reader.ts';
import type { Name } from '../../../src/codec/xml/scope.ts';

/** What is expected because it stood so before goes a way of its own: every rule holds there too. */
const kinds = [
  ['in bytes', 'é'],
  ['beyond one byte', '€'],
] as const;

function opened(text: string): XmlReader {
  const reader = new XmlReader(text);
  reader.readRoot();
  return reader;
}

/** The interned name of a child that has come twice. */
function childOf(text: string): Name {
  const reader = opened(text);
  while (reader.nextChild()) reader.skip();
  reader.finish();
  const again = opened(text);
  again.nextChild();
  return again.name;
}

/** Reads a leaf as expected, and what stands behind it. */
function leaf(text: string, name: Name): string {
  const reader = opened(text);
  const content = reader.readLeaf(name) ? reader.piece : 'no leaf';
  while (reader.nextChild()) reader.skip();
  reader.finish();
  return content;
}

/** The attributes of the root's children. */
function attributes(text: string): string[] {
  const reader = opened(text);
  const all: string[] = [];
  while (reader.nextChild()) {
    const { attributes: own } = reader;
    all.push(Array.from({ length: own.count }, (_, at) => `${own.name(at).expanded}=${own.value(at)}`).join(' '));
    reader.skip();
  }
  reader.finish();
  return all;
}

describe.each(kinds)('a leaf that is expected, in a text %s', (_, character) => {
  const name = childOf('<r><leaf/><leaf/></r>');

  it.each([
    ['plain text', `<r><leaf>${character}</leaf></r>`, character],
    ['nothing', `<r><leaf></leaf>${character}</r>`, ''],
    ['white space before it', `<r>\n\t <leaf>1</leaf>${character}</r>`, '1'],
    ['white space inside', `<r><leaf> 1\n</leaf>${character}</r>`, ' 1\n'],
    ['references', `<r><leaf>${character}&amp;&lt;&gt;&quot;&apos;&#65;</leaf></r>`, `${character}&<>"'A`],
    ['a reference that makes another', `<r><leaf>&amp;lt;${character}</leaf></r>`, `&lt;${character}`],
    ['">"', `<r><leaf>a>${character}</leaf></r>`, `a>${character}`],
    ['">" where CDATA stands elsewhere', `<r><leaf>a>${character}</leaf><b><![CDATA[x]]></b></r>`, `a>${character}`],
  ])('is read with %s', (_what, text, content) => {
    expect(leaf(text, name)).toBe(content);
  });

  it.each([
    ['a longer name', `<r><leaflet>${character}</leaflet></r>`],
    ['a shorter name', `<r><lea>${character}</lea></r>`],
    ['an attribute', `<r><leaf a="1">${character}</leaf></r>`],
    ['white space in the start tag', `<r><leaf >${character}</leaf></r>`],
    ['white space in the end tag', `<r><leaf>${character}</leaf ></r>`],
    ['an empty-element tag', `<r><leaf/>${character}</r>`],
    ['CDATA', `<r><leaf><![CDATA[${character}]]></leaf></r>`],
    ['a comment', `<r><leaf>1<!-- ${character} --></leaf></r>`],
    ['a child', `<r><leaf><b/>${character}</leaf></r>`],
    ['text before it', `<r>${character}<leaf>1</leaf></r>`],
    ['the same name in another namespace', `<r xmlns="urn:x"><leaf>${character}</leaf></r>`],
    ['no child at all', `<r>${character}</r>`],
    ['an empty root', `<r/><!-- ${character} -->`],
  ])('is left to the general way with %s', (_what, text) => {
    expect(leaf(text, name)).toBe('no leaf');
  });

  it.each([
    ['another end tag', `<r><leaf>${character}</leaflet></r>`],
    ['an end tag that is shorter', `<r><leaf>${character}</lea></r>`],
    ['no end tag', `<r><leaf>${character}</r>`],
    ['no end of the text', `<r><leaf>${character}`],
    ['a truncated end tag', `<r><leaf>${character}</leaf`],
    ['"&" alone', `<r><leaf>${character}&</leaf></r>`],
    ['a reference that does not end', `<r><leaf>${character}&amp</leaf></r>`],
    ['an undefined entity', `<r><leaf>${character}&nbsp;</leaf></r>`],
    ['an entity in capitals', `<r><leaf>${character}&AMP;</leaf></r>`],
    ['a reference to a character that XML forbids', `<r><leaf>${character}&#0;</leaf></r>`],
    ['"]]>"', `<r><leaf>${character}]]></leaf></r>`],
    ['a DOCTYPE inside', `<r><leaf>${character}<!DOCTYPE a></leaf></r>`],
  ])('is refused with %s', (_what, text) => {
    expect(() => leaf(text, name)).toThrow(MalformedError);
  });
});

it('a leaf deeper than allowed is refused', () => {
  const name = childOf('<r><leaf/><leaf/></r>');
  const reader = new XmlReader('<r><leaf>1</leaf></r>', { depth: 1 });
  reader.readRoot();
  expect(() => reader.readLeaf(name) || reader.nextChild()).toThrow('nested deeper than 1');
});

it('a reader that has come to its end reads no leaf of the next document', () => {
  const name = childOf('<r><leaf/><leaf/></r>');
  const reader = opened('<r></r>');
  reader.nextChild();
  reader.finish();
  opened('<r    ><leaf>1</leaf></r>');
  expect(reader.readLeaf(name)).toBe(false);
});

describe.each(kinds)('attributes that are expected, in a text %s', (_, character) => {
  const usual = `<b x="1" y="${character}"/>`;

  it.each([
    ['the same again', `<b x="3" y="4"/>`, 'x=3 y=4'],
    ['empty values', `<b x="" y=""/>`, 'x= y='],
    ['single quotes', `<b x='3' y='"'/>`, 'x=3 y="'],
    ['white space around', `<b\n x = "3"\ty="4" />`, 'x=3 y=4'],
    ['a reference', `<b x="&lt;&#65;" y="4"/>`, 'x=<A y=4'],
    ['white space in a value', `<b x="a\tb" y="\n"/>`, 'x=a b y= '],
    ['">" and "/" in a value', `<b x="/>" y=">"/>`, 'x=/> y=>'],
    ['one less', `<b x="3"/>`, 'x=3'],
    ['one more', `<b x="3" y="4" z="5"/>`, 'x=3 y=4 z=5'],
    ['another order', `<b y="4" x="3"/>`, 'y=4 x=3'],
    ['a namespace declared', `<b xmlns:p="urn:p" x="3" p:y="4"/>`, 'x=3 {urn:p}y=4'],
    ['none', '<b/>', ''],
  ])('are read with %s', (_what, text, found) => {
    expect(attributes(`<r>${usual}${usual}${usual}${text}${usual}</r>`)[3]).toBe(found);
  });

  it.each([
    ['the same twice', '<b x="1" x="2"/>'],
    ['the same again behind another', '<b x="1" y="2" x="3"/>'],
    ['no white space between', '<b x="1"y="2"/>'],
    ['no white space before', '<bx="1" y="2"/>'],
    ['"<" in a value', '<b x="<" y="2"/>'],
    ['"&" alone in a value', '<b x="&" y="2"/>'],
    ['a value that does not end', '<b x="1" y="2/>'],
    ['no value', '<b x="1" y/>'],
    ['a slash inside', '<b x="1" / y="2">'],
    ['an end without ">"', '<b x="1" y="2"'],
  ])('are refused with %s', (_what, text) => {
    const others = '<b y="1" x="2"/><c y="1" x="2"/>';
    expect(() => attributes(`<r>${usual}${usual}${others}${usual}${text}</r>`)).toThrow(MalformedError);
  });
});

it('one name that follows another here and there in turn is still refused where it stands twice', () => {
  expect(() => attributes('<r><b x="1" y="2"/><c y="1" x="2"/><b x="1" y="2" x="3"/></r>')).toThrow('twice');
});

it('more attributes than allowed are refused, also where they are expected', () => {
  attributes('<r><b x="1" y="2"/><b x="1" y="2"/></r>');
  const reader = new XmlReader('<r><b x="1" y="2"/></r>', { attributes: 1 });
  reader.readRoot();
  expect(() => reader.nextChild()).toThrow('more than 1 attributes');
});

it('an attribute of XML Schema is told, also where it is expected', () => {
  const nil = '<b xsi:nil="true"/>';
  const reader = opened(`<r xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${nil}${nil}${nil}<b/></r>`);
  const told: boolean[] = [];
  while (reader.nextChild()) {
    told.push(reader.attributes.instance);
    reader.skip();
  }
  expect(told).toEqual([true, true, true, false]);
});
