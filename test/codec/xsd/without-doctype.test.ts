import { expect, it } from 'vitest';
import { withoutDoctype } from '../../../src/codec/xsd/without-doctype.ts';

it.each([
  ['none', '<a/>', '<a/>'],
  ['a plain one', '<!DOCTYPE a><a/>', '<a/>'],
  [
    'one behind a comment and an instruction',
    '<?xml version="1.0"?><!-- <a> -- --><!DOCTYPE a><a/>',
    '<?xml version="1.0"?><!-- <a> -- --><a/>',
  ],
  [
    'one with what looks like its end',
    `<!DOCTYPE a "]>" ']>' [<!-- ]> ' --><?p ]>?><!ENTITY x "]>"><!ATTLIST a b CDATA "'">%p;] ><a/>`,
    '<a/>',
  ],
  ['one that does not end', '<!DOCTYPE a [', '<!DOCTYPE a ['],
  ['one inside the root', '<a><!DOCTYPE a></a>', '<a><!DOCTYPE a></a>'],
])('%s', (_, given, left) => {
  expect(withoutDoctype(given).replaceAll(/ {2,}/gu, '')).toBe(left);
});

it('the lines stay', () => {
  expect(withoutDoctype('<!DOCTYPE a [\n\n]>\n<a/>').split('\n')).toHaveLength(4);
});
