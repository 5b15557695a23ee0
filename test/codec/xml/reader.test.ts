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

describe('a document that is not well-formed is refused', () => {
  it.each([
    ['nothing', ''],
    ['white space alone', ' \n'],
    ['text', 'hello'],
    ['JSON', '{"a":1}'],
    ['text before the root', 'x<a/>'],
    ['text after the root', '<a/>x'],
    ['a reference after the root', '<a/>&amp;'],
    ['CDATA after the root', '<a/><![CDATA[x]]>'],
    ['a second root', '<a/><b/>'],
    ['an end without a start', '</a>'],
    ['a start without an end', '<a>'],
    ['a truncated child', '<a><b>1</b><b'],
    ['a truncated end tag', '<a><b>1</b></a'],
    ['a truncated text', '<a><b>1'],
    ['a mismatched end tag', '<a><b></a></b>'],
    ['an end tag of another case', '<a></A>'],
    ['an end tag that goes on', '<a></ab>'],
    ['an end tag that is shorter', '<ab></a>'],
    ['an end tag with an attribute', '<a></a b="1">'],
    ['an end tag with white space before its name', '<a></ a>'],
    ['a tag that begins with white space', '< a/>'],
    ['an empty tag', '<>x</>'],
    ['a name that begins with a digit', '<1a/>'],
    ['a name that begins with a hyphen', '<-a/>'],
    ['a name with a sign', '<a$/>'],
    ['a slash inside a tag', '<a / >'],
    ['a slash before an attribute', '<a/b="1">'],
    ['an attribute without a value', '<a b/>'],
    ['an attribute without quotes', '<a b=1/>'],
    ['an attribute that does not end', '<a b="1/>'],
    ['attributes without white space between', '<a b="1"c="2"/>'],
    ['the same attribute twice', '<a b="1" b="2"/>'],
    ['"<" in an attribute', '<a b="<"/>'],
    ['"&" alone in an attribute', '<a b="&"/>'],
    ['"&" alone in text', '<a>&</a>'],
    ['a reference that does not end', '<a>&amp</a>'],
    ['an undefined entity', '<a>&nbsp;</a>'],
    ['an undefined entity that is passed over', '<a>&nbsp;<b/></a>'],
    ['a reference to a character that XML forbids', '<a>&#0;</a>'],
    ['a reference to a surrogate', '<a>&#xD800;</a>'],
    ['a reference above Unicode', '<a>&#x110000;</a>'],
    ['a reference without digits', '<a>&#;</a>'],
    ['a hexadecimal reference with a capital X', '<a>&#X41;</a>'],
    ['a control character', '<a>\u0001</a>'],
    ['U+FFFE', '<a>\uFFFE</a>'],
    ['a lone surrogate', '<a>\uD800</a>'],
    ['"]]>" in text', '<a>]]></a>'],
    ['a comment with two hyphens', '<a><!-- a -- b --></a>'],
    ['a comment that ends with three hyphens', '<a><!-- a ---></a>'],
    ['a comment that does not end', '<a><!-- </a>'],
    ['a CDATA section that does not end', '<a><![CDATA[x</a>'],
    ['a CDATA section in lower case', '<a><![cdata[x]]></a>'],
    ['a processing instruction that does not end', '<a><?x </a>'],
    ['a processing instruction without a name', '<a><? x?></a>'],
    ['a processing instruction named xml', '<a><?XML x?></a>'],
    ['an XML declaration after a blank', ' <?xml version="1.0"?><a/>'],
    ['an XML declaration inside', '<a><?xml version="1.0"?></a>'],
    ['an XML declaration without a version', '<?xml encoding="UTF-8"?><a/>'],
    ['an XML declaration with a wrong standalone', '<?xml version="1.0" standalone="maybe"?><a/>'],
    ['a DOCTYPE', '<!DOCTYPE a><a/>'],
    ['a DOCTYPE with an entity', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['an element declaration', '<a><!ELEMENT b ANY></a>'],
    ['a prefix that is not bound', '<p:a/>'],
    ['a prefix of an attribute that is not bound', '<a p:b="1"/>'],
    ['a prefix out of its scope', '<a><b xmlns:p="urn:p"/><p:c/></a>'],
    ['a prefix bound to nothing', '<a xmlns:p=""/>'],
    ['a name with two colons', '<p:a:b xmlns:p="urn:p"/>'],
    ['a name that begins with a colon', '<:a/>'],
    ['a name that ends with a colon', '<p: xmlns:p="urn:p"/>'],
    ['one attribute twice by two prefixes', '<a xmlns:p="urn:x" xmlns:q="urn:x" p:b="1" q:b="2"/>'],
    ['a prefix declared twice', '<a xmlns:p="urn:x" xmlns:p="urn:y"/>'],
    ['the prefix xmlns declared', '<a xmlns:xmlns="urn:x"/>'],
    ['the prefix xml bound to another namespace', '<a xmlns:xml="urn:x"/>'],
    ['another prefix bound to the namespace of xml', '<a xmlns:x="http://www.w3.org/XML/1998/namespace"/>'],
    ['an element with the prefix xmlns', '<xmlns:a/>'],
    ['a declaration without a prefix', '<a xmlns:="urn:x"/>'],
  ])('%s', (_, document) => {
    expect(() => pass(document)).toThrow(MalformedError);
  });
});

describe('an unusual document that is well-formed is read', () => {
  it.each([
    ['white space in tags', '<a\n b = "1"\t></a >'],
    ['single quotes', "<a b='\"'/>"],
    ['">" in text and attributes', '<a b=">">></a>'],
    ['a comment before the root', '<!-- c --><a/>'],
    ['a processing instruction before the root', '<?go on?><a/>'],
    ['misc after the root', '<a/><!-- c -->\n<?go?>\n'],
    ['an XML declaration', '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<a/>'],
    ['version 1.1, read as 1.0', "<?xml version='1.1'?><a/>"],
    ['a name outside ASCII', '<a><naïve/></a>'],
    ['a prefix declared on the element itself', '<p:a xmlns:p="urn:p"/>'],
    ['a default namespace undeclared', '<a xmlns="urn:x"><b xmlns=""/></a>'],
    ['a prefix bound again', '<a xmlns:p="urn:x"><p:b xmlns:p="urn:y"/></a>'],
    ['the same local name in two namespaces', '<a xmlns:p="urn:p" b="1" p:b="2"/>'],
    ['the prefix xml undeclared', '<a xml:lang="fr"/>'],
    ['the prefix xml declared as it is', '<a xmlns:xml="http://www.w3.org/XML/1998/namespace"/>'],
    ['"]]>" in an attribute', '<a b="]]>"/>'],
    ['a comment with markup inside', '<a><!-- <b> & ]]> --></a>'],
    ['a processing instruction that begins with xml', '<a><?xml-stylesheet href="x"?></a>'],
    ['an empty CDATA section', '<a><![CDATA[]]></a>'],
  ])('%s', (_, document) => {
    expect(pass(document)).toBe('a');
  });
});

describe('text is read as the specification says', () => {
  it.each([
    ['predefined entities', '<a>&lt;&gt;&amp;&quot;&apos;</a>', '<>&"\''],
    ['character references', '<a>&#233;&#xe9;&#x1F600;</a>', 'éé😀'],
    ['CDATA', '<a>a<![CDATA[<&]]>b</a>', 'a<&b'],
    ['two CDATA sections', '<a><![CDATA[]]]]><![CDATA[>]]></a>', ']]>'],
    ['comments inside', '<a>a<!-- c -->b</a>', 'ab'],
    ['white space', '<a> a\tb\n </a>', ' a\tb\n '],
    ['line ends as line feeds', '<a>a\r\nb\rc</a>', 'a\nb\nc'],
    ['a referenced carriage return', '<a>&#13;</a>', '\r'],
    ['an empty-element tag', '<a/>', ''],
    ['a reference that looks like another once expanded', '<a>&amp;lt;</a>', '&lt;'],
  ])('%s', (_, document, text) => {
    expect(textOf(document)).toBe(text);
  });

  it('an attribute has its white space as blanks, but for references', () => {
    expect(attributeOf('<a b="1\t2\n3&#10;4"/>', '', 'b')).toBe('1 2 3\n4');
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

  it('text between children is told', () => {
    const reader = new XmlReader('<a>x<b/></a>');
    reader.readRoot();
    reader.nextChild();
    expect(reader.sawText).toBe(true);
  });
});
