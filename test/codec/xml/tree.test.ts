import { expect, it } from 'vitest';
import { XmlReader } from '../../../src/codec/xml/reader.ts';
import type { XmlTree } from '../../../src/codec/xml/tree.ts';
import { attributeOf, elementsOf, readTree, textOf } from '../../../src/codec/xml/tree.ts';

function tree(text: string): XmlTree {
  const reader = new XmlReader(text);
  reader.readRoot();
  const root = readTree(reader);
  reader.finish();
  return root;
}

it('a tree holds names, attributes, children and lines', () => {
  const root = tree('<p:a xmlns:p="urn:p" b="1">\n<c p:d="2"/>\n</p:a>');
  expect(root).toMatchObject({
    namespace: 'urn:p',
    local: 'a',
    line: 1,
    attributes: [{ namespace: '', local: 'b', value: '1' }],
  });
  expect(elementsOf(root)).toMatchObject([
    { namespace: '', local: 'c', line: 2, attributes: [{ namespace: 'urn:p', local: 'd', value: '2' }] },
  ]);
});

it('white space between elements is left out, text is not', () => {
  expect(tree('<a> <b/> x <c/> </a>').children).toMatchObject([{ local: 'b' }, ' x ', { local: 'c' }]);
  expect(tree('<a> </a>').children).toEqual([' ']);
});

it('QNames in attributes and text keep their namespaces, each where it stands', () => {
  const [child] = elementsOf(tree('<a xmlns="urn:d" xmlns:p="urn:p"><b xmlns:p="urn:q" type="p:x p:y">q</b></a>'));
  expect([child?.resolvePrefix('p'), child?.resolvePrefix(''), child?.resolvePrefix('gone')]).toEqual([
    'urn:q',
    'urn:d',
    undefined,
  ]);
  expect(tree('<a xmlns:p="urn:p">p:x</a>').resolvePrefix('p')).toBe('urn:p');
});

it('a default namespace that is undone is none', () => {
  const [child] = elementsOf(tree('<a xmlns="urn:d"><b xmlns=""/></a>'));
  expect(child?.resolvePrefix('')).toBe('');
});

it('text and attributes are found', () => {
  const root = tree('<a b="1">x<c>y</c></a>');
  expect([textOf(root), attributeOf(root, 'b'), attributeOf(root, 'c')]).toEqual(['xy', '1', undefined]);
});

it('a tree has no more elements than there is room for', () => {
  const reader = (): XmlReader => {
    const made = new XmlReader('<a><b/><c/></a>');
    made.readRoot();
    return made;
  };
  expect(elementsOf(readTree(reader(), { elements: 3 }))).toHaveLength(2);
  expect(() => readTree(reader(), { elements: 2 })).toThrow('more elements than such a place may hold');
});
