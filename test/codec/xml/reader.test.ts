import { describe, expect, it } from 'vitest';
import { MalformedError } from '../../../src/codec/problem.ts';
import { XmlReader } from '../../../src/codec/xml/reader.ts';

/** Reads a whole document with every check, and returns its root's local name. */
function pass(text: string): string {
  const reader = new XmlReader(text);
  reader.readRoot();
  const { local } = reader;
  reader.skip();
  reader.finish();
  return local;
}

function textOf(document: string): string {
  const reader = new XmlReader(document);
  reader.readRoot();
  return reader.readText();
}

function attributeOf(document: string, namespace: string, local: string): string | undefined {
  const reader = new XmlReader(document);
  reader.readRoot();
  return reader.attribute(namespace, local);
}

describe('a text that no bytes can hold is refused', () => {
  it.each([
    ['a lone high surrogate', '<a>\uD800</a>'],
    ['a lone low surrogate', '<a>\uDC00</a>'],
    ['surrogates in the wrong order', '<a>\uDC00\uD800</a>'],
  ])('%s', (_, document) => {
    expect(() => pass(document)).toThrow(MalformedError);
  });
});

describe('text is read as the specification says', () => {
  it('with comments, CDATA and references inside', () => {
    expect(textOf('<a> a<!-- c -->&amp;<![CDATA[<]]>\r\n</a>')).toBe(' a&<\n');
  });

  it('of an empty-element tag as nothing', () => {
    expect(textOf('<a/>')).toBe('');
  });

  it('an attribute is found by its namespace, whatever its prefix', () => {
    expect(attributeOf('<a b="1" q:b="2" xmlns:q="urn:q"/>', 'urn:q', 'b')).toBe('2');
  });

  it('an element inside text is skipped and told', () => {
    const reader = new XmlReader('<a>1<b>2</b>3</a>');
    reader.readRoot();
    expect([reader.readText(), reader.unexpectedChild]).toEqual(['13', true]);
  });
});

describe('limits hold', () => {
  it('elements nested too deep are refused', () => {
    expect(() => pass('<a>'.repeat(100_000))).toThrow('nested deeper than 200');
  });

  it('elements nested as deep as allowed are read', () => {
    expect(pass('<a>'.repeat(200) + '</a>'.repeat(200))).toBe('a');
  });

  it('a million attributes are refused', () => {
    const attributes = Array.from({ length: 1_000_000 }, (_, index) => ` a${index}=""`).join('');
    expect(() => pass(`<a${attributes}/>`)).toThrow('more than 256 attributes');
  });

  it('a huge name is refused', () => {
    expect(() => pass(`<${'a'.repeat(2_000_000)}/>`)).toThrow('longer than 1024');
  });

  it('a stranger with ever new names is still read right', () => {
    const names = Array.from({ length: 50_000 }, (_, index) => `<n${index}/>`).join('');
    expect(pass(`<a>${names}</a>`)).toBe('a');
  });
});

describe('the reader goes where its caller asks', () => {
  it('children come one after the other', () => {
    const reader = new XmlReader('<a>\n<b/><c>1</c>\n</a>');
    reader.readRoot();
    const names: string[] = [];
    while (reader.nextChild()) {
      names.push(reader.local);
      reader.skip();
    }
    expect(names).toEqual(['b', 'c']);
  });

  it('a path names the open elements', () => {
    const reader = new XmlReader('<a><p:b xmlns:p="urn:p"><c/></p:b></a>');
    reader.readRoot();
    reader.nextChild();
    reader.nextChild();
    expect(reader.path()).toBe('/a/b/c');
  });

  it('a line is counted from one', () => {
    const reader = new XmlReader('<a>\n<b>\n<c/></b></a>');
    reader.readRoot();
    reader.nextChild();
    reader.nextChild();
    expect(reader.line()).toBe(3);
  });

  it('a line is told again and again, the last one too', () => {
    const reader = new XmlReader('<a>\n<b/><c/>\n\n<d/><e/></a>');
    reader.readRoot();
    const lines = [reader.line()];
    while (reader.nextChild()) {
      lines.push(reader.line());
      reader.skip();
    }
    expect(lines).toEqual([1, 2, 2, 4, 4]);
  });

  it('text between children is told', () => {
    const reader = new XmlReader('<a>x<b/></a>');
    reader.readRoot();
    reader.nextChild();
    expect(reader.sawText).toBe(true);
  });
});
