/** A WSDL's documentation as one line of plain text: partners put HTML into it, and whole tables. */
export function plainDocumentation(documentation: string, longest: number): string {
  const text = documentation
    .replaceAll(/<\/?[a-z][^<>]*>/gi, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (text.length <= longest) return text;
  const cut = text.slice(0, longest).replace(/\s\S*$/, '');
  return `${cut}…`;
}
