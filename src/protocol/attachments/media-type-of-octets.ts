/** How files of the kinds that partners exchange begin, in base64: whole groups of three octets. */
const beginnings: readonly (readonly [base64: RegExp, mediaType: string])[] = [
  [/^JVBERi/, 'application/pdf'],
  [/^iVBORw0KGgo/, 'image/png'],
  [/^\/9j\//, 'image/jpeg'],
  [/^R0lGOD/, 'image/gif'],
  [/^(?:SUkqA|TU0AK)/, 'image/tiff'],
  [/^UEsDB/, 'application/zip'],
  [/^(?:77u\/)?PD94bWwg/, 'text/xml'],
];

/** What octets in base64 are by their first few; `undefined` where these do not tell. */
export function mediaTypeOfOctets(base64: string): string | undefined {
  return beginnings.find(([beginning]) => beginning.test(base64))?.[1];
}
