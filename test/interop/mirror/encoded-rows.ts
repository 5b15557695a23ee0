import type { MirrorRow } from './rows.ts';

/** Values of `Order` beside its `reference`, which a stack that speaks rpc/encoded should give back as they were sent. */
export const encodedRows: readonly MirrorRow[] = [
  { title: 'nothing more than what is required', json: {} },
  { title: 'an empty string', json: { note: '' } },
  { title: 'a nil string', json: { note: null } },
  { title: 'numbers', json: { count: -2147483648, number: '9223372036854775807', weight: 0.1, paid: false } },
  { title: 'a decimal of 30 digits', json: { total: '-123456789012345.123456789012345' } },
  { title: 'infinity', json: { weight: 'INF' } },
  {
    title: 'a date-time with a zone and a date without one',
    json: { on: '2024-03-31T02:30:00.125-05:30', day: '2024-02-29' },
  },
  {
    title: 'characters beyond the basic plane, and combining ones',
    json: { note: '😀 𝔘𝔫𝔦 e\u0301 \u00e9 العربية 日本' },
  },
  { title: 'white space and markup in a text', json: { note: ' \ta\nb\r\n<x>&amp;]]> ' } },
  { title: 'bytes', json: { picture: 'AAECA//+gA==' } },
  { title: 'a value of an enumeration', json: { colour: 'bleu ciel' } },
  { title: 'an array of nothing', json: { lines: [], tags: [] } },
  { title: 'an array of one', json: { lines: [{ name: 'verre', quantity: 1 }], tags: ['one'] } },
  {
    title: 'an array of many',
    json: {
      lines: [
        { name: 'verre', quantity: 2 },
        { name: '', quantity: -1 },
        { name: 'verre', quantity: 2 },
      ],
      tags: ['one', '', 'three', 'three'],
    },
  },
  { title: 'an array with nil in it', json: { tags: ['one', null, 'three'] } },
  { title: 'an array of arrays', json: { grid: [[1, 2, 3], [], [4]] } },
  { title: 'a derived type', json: { shape: { $type: 'Circle', label: 'rond', radius: 1.5 } } },
  { title: 'the declared type where others may stand', json: { shape: { $type: 'Shape', label: 'plain' } } },
  { title: 'an xs:anyType that says what it is', json: { anything: { $type: 'xs:int', value: 5 } } },
  {
    title: 'a structure within itself',
    json: { next: { reference: 'r2', next: { reference: 'r3', tags: ['deep'], next: { reference: 'r4' } } } },
  },
];
