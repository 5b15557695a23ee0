import { XmlParseError } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { MalformedError } from '../../../src/codec/problem.ts';
import { libxml2Tree, ourTree, passOver } from './canonical-tree.ts';
import { notNamespaceWellFormed, notWellFormed } from './malformed-documents.ts';
import { unusual } from './unusual-documents.ts';

const refused = Object.entries({ ...notWellFormed, ...notNamespaceWellFormed });

describe.each(refused)('refused, by %s', (_section, documents) => {
  it.each(documents)('%s', (_what, document) => {
    const bytes = Buffer.from(document);
    expect(() => ourTree(bytes)).toThrow(MalformedError);
    expect(() => passOver(bytes)).toThrow(MalformedError);
    expect(() => libxml2Tree(bytes)).toThrow(XmlParseError);
  });
});

describe.each(Object.entries(unusual))('read right, by %s', (_section, documents) => {
  it.each(documents)('%s', (_what, document, tree) => {
    const bytes = Buffer.from(document);
    expect(ourTree(bytes)).toEqual(tree);
    expect(() => passOver(bytes)).not.toThrow();
    expect(libxml2Tree(bytes)).toEqual(tree);
  });
});

describe('where we and libxml2 differ, knowingly', () => {
  it.each([
    ['a DOCTYPE', '<!DOCTYPE a><a/>'],
    ['an entity of its own', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['elements nested deeper than 200', `${'<a>'.repeat(201)}${'</a>'.repeat(201)}`],
    ['more than 256 attributes', `<a${Array.from({ length: 257 }, (_, index) => ` b${index}=""`).join('')}/>`],
    ['a name longer than 1,024 characters', `<${'a'.repeat(1_025)}/>`],
  ])('we refuse %s', (_what, document) => {
    expect(() => ourTree(document)).toThrow(MalformedError);
    expect(() => libxml2Tree(document)).not.toThrow();
  });

  // Namespaces in XML 1.0 §2.1 makes this no matter of well-formedness, and partners do write such names.
  it('we take a namespace that is no URI', () => {
    expect(ourTree('<a xmlns="not a URI"/>')).toEqual(['{not a URI}a']);
    expect(() => libxml2Tree('<a xmlns="not a URI"/>')).toThrow('not a valid URI');
  });
});
