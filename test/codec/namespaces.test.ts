import { expect, test } from 'vitest';
import { Namespaces } from '../../src/codec/namespaces.ts';

test('a namespace keeps its prefix', () => {
  const namespaces = new Namespaces({ 'urn:k': 'k' });
  expect([
    namespaces.name('urn:k', 'a'),
    namespaces.name('urn:x', 'a'),
    namespaces.name('urn:y', 'a'),
    namespaces.name('urn:x', 'b'),
  ]).toEqual(['k:a', 'n1:a', 'n2:a', 'n1:b']);
});

test('every namespace is declared once', () => {
  const namespaces = new Namespaces({ 'urn:k': 'k' });
  namespaces.name('urn:a&"<', 'x');
  namespaces.name('urn:a&"<', 'y');
  expect(namespaces.declarations()).toBe(' xmlns:k="urn:k" xmlns:n1="urn:a&amp;&quot;&lt;"');
});

test('no namespace needs no prefix', () => {
  expect(new Namespaces().name('', 'a')).toBe('a');
});

test('xml is not declared', () => {
  const namespaces = new Namespaces();
  expect([namespaces.name('http://www.w3.org/XML/1998/namespace', 'lang'), namespaces.declarations()]).toEqual([
    'xml:lang',
    '',
  ]);
});
