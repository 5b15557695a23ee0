/** A value of `Everything` that a stack should give back as it was sent. */
export interface MirrorRow {
  readonly title: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/** Element within element within element, as deep as our own limit on a reply comfortably allows. */
function tree(depth: number): unknown {
  return depth === 0 ? { value: 'leaf', child: [] } : { value: `${depth}`, child: [tree(depth - 1)] };
}

export const rows: readonly MirrorRow[] = [
  { title: 'nothing at all', json: {} },
  { title: 'an empty string', json: { text: '' } },
  { title: 'a nil string', json: { note: null } },
  { title: 'an empty string where nil may stand', json: { note: '' } },
  { title: 'a list of one string', json: { texts: ['one'] } },
  { title: 'a list of many strings', json: { texts: ['one', '', 'three', 'three'] } },
  { title: 'a list with nil in it', json: { notes: ['one', null, '', 'four'] } },
  { title: 'a list of one structure', json: { items: [{ id: 'a1', name: 'verre' }] } },
  {
    title: 'a list of many structures, with attributes',
    json: {
      items: [
        { id: 'a1', fragile: true, name: 'verre', quantity: 2 },
        { id: 'a2', name: 'monture' },
        { id: 'a3', fragile: false, name: '', quantity: -1 },
      ],
    },
  },
  { title: 'the extremes of xs:long', json: { longs: ['9223372036854775807', '-9223372036854775808', '0'] } },
  { title: 'an xs:unsignedLong beyond xs:long', json: { unsignedLong: '18446744073709551615' } },
  { title: 'an xs:integer beyond 64 bits', json: { integer: '123456789012345678901234567890' } },
  { title: 'a decimal of 30 digits', json: { decimal: '-123456789012345.123456789012345' } },
  { title: 'a decimal that ends in zeros', json: { decimal: '12.30' } },
  { title: 'small numbers', json: { byte: -128, int: 2147483647, boolean: false } },
  { title: 'fractions in floating point', json: { float: 0.5, double: 0.1 } },
  {
    title: 'a very small and a very large double',
    json: { double: 1e-300, shapes: [{ $type: 'Circle', radius: 1.7976931348623157e308 }] },
  },
  { title: 'positive infinity', json: { float: 'INF', double: 'INF' } },
  { title: 'negative infinity', json: { double: '-INF' } },
  { title: 'not a number', json: { double: 'NaN' } },
  { title: 'a date without a zone', json: { date: '2024-02-29' } },
  { title: 'a date with a zone', json: { date: '2024-02-29+02:00' } },
  { title: 'a date-time without a zone', json: { dateTime: '2024-03-31T02:30:00' } },
  { title: 'a date-time with a zone and a fraction', json: { dateTime: '2024-03-31T02:30:00.125-05:30' } },
  { title: 'a date-time in UTC', json: { dateTime: '2024-12-31T23:59:59Z' } },
  { title: 'a time, a duration and a year', json: { time: '23:59:59', duration: 'P1Y2M3DT4H5M6.5S', gYear: '2024' } },
  {
    title: 'characters beyond the basic plane, and combining ones',
    json: { text: '😀 𝔘𝔫𝔦 e\u0301 \u00e9 العربية 日本' },
  },
  { title: 'markup in a text', json: { text: '<a href="x">&amp; ]]> \'</a>' } },
  { title: 'tabs, line feeds and carriage returns in a text', json: { text: ' \ta\nb\r\nc\rd ' } },
  { title: 'markup in an attribute', json: { items: [{ id: '<&"\'>', name: 'x' }] } },
  { title: 'bytes as base64', json: { base64: 'AAECA//+gA==' } },
  { title: 'no bytes at all', json: { base64: '', hex: '' } },
  { title: 'bytes as hexadecimal', json: { hex: '00FF10' } },
  { title: 'a value of an enumeration', json: { colour: 'bleu ciel' } },
  { title: 'a list in one text', json: { tags: ['a', 'b', 'c'] } },
  { title: 'a simple content with an attribute', json: { amount: { value: '12.30', currency: 'EUR' } } },
  { title: 'the first of a choice', json: { payment: { iban: 'FR7630006000011234567890189' } } },
  { title: 'the second of a choice', json: { payment: { card: { number: '4970', expires: '2027-01' } } } },
  {
    title: 'derived types where an abstract one is declared',
    json: {
      shapes: [
        { $type: 'Circle', label: 'rond', radius: 1.5 },
        { $type: 'Square', side: 2.25 },
        { $type: 'Circle', radius: 0 },
      ],
    },
  },
  { title: 'thirty levels of one type', json: { tree: tree(30) } },
  { title: 'an xs:anyType that says what it is', json: { anything: { $type: 'xs:int', value: 5 } } },
  {
    title: 'elements that no schema knows',
    json: {
      extra: {
        $any: [
          {
            name: '{urn:other}thing',
            attributes: { id: '1' },
            children: [{ name: '{urn:other}part', attributes: {}, children: ['ünïcode'] }],
          },
        ],
      },
    },
  },
];

const lists = ['texts', 'notes', 'longs', 'items', 'shapes'];

/** As json-mapping has it on the way in: what may occur often is always an array. */
export function asAnswered(json: MirrorRow['json']): Record<string, unknown> {
  return { ...Object.fromEntries(lists.map((name) => [name, []])), ...json };
}
