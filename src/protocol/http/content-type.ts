/** A media type and its parameters, names in lower case (RFC 2045 §5.1). */
export interface ContentType {
  readonly mediaType: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Partners leave the quotes away where a value needs them (`type=text/xml`): an unquoted value goes on to the next `;`. */
const parameter = /;\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))/g;

/** Reads a Content-Type header; the first of two parameters with one name counts. */
export function contentTypeOf(header: string): ContentType {
  const end = header.indexOf(';');
  const parameters = new Map<string, string>();
  for (const [, name = '', quoted, bare = ''] of header.matchAll(parameter)) {
    const key = name.toLowerCase();
    if (!parameters.has(key)) parameters.set(key, quoted?.replace(/\\(.)/g, '$1') ?? bare.trim());
  }
  return {
    mediaType: header
      .slice(0, end === -1 ? undefined : end)
      .trim()
      .toLowerCase(),
    parameters,
  };
}

/** The charset of a content type, unquoted (RFC 9110 §8.3.1): all that most replies are asked for. */
export function charsetOf(contentType: string | undefined): string | undefined {
  if (contentType === undefined) return undefined;
  return /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1];
}
