import { isNcName } from '../xml/characters.ts';
import type { ValueSpace } from './value-space.ts';
import { codePoints, itself } from './value-space.ts';

const LANGUAGE = /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/;
/** Bounds what a regular expression may be given: its stack is finite. */
const LONGEST = 100_000;

function space(accepts: (text: string) => boolean): ValueSpace {
  return { accepts: (text) => text.length <= LONGEST && accepts(text), key: itself, length: codePoints };
}

/** XSD 1.0 part 2 §3.3.6, §3.3.7, §3.3.4, §3.3.3. */
export const nameSpace = space((text) => isNcName(text.replaceAll(':', '_')));
export const ncNameSpace = space(isNcName);
export const nmTokenSpace = space((text) => text !== '' && isNcName(`_${text.replaceAll(':', '_')}`));
export const languageSpace = space((text) => LANGUAGE.test(text));

const BAD_ESCAPE = /%(?![0-9A-Fa-f]{2})/;

/** XSD 1.0 part 2 §3.2.17: nearly any string can be escaped to a URI reference; these cannot. */
export const uriSpace: ValueSpace = {
  accepts: (text) => !BAD_ESCAPE.test(text) && text.indexOf('#') === text.lastIndexOf('#'),
  key: itself,
  length: codePoints,
};

export interface QualifiedName {
  readonly namespace: string;
  readonly local: string;
}

/** Markup characters are escaped where namespaces are declared; these cannot be. */
// oxlint-disable-next-line no-control-regex
const UNFIT_NAMESPACE = /[\0- \uFFFE\uFFFF{}]/;
const XMLNS = 'http://www.w3.org/2000/xmlns/';

/** `{namespace}local` or `local`; `undefined` for what is no such name, or names a namespace that cannot be declared. */
export function parseClark(text: string): QualifiedName | undefined {
  const close = text.startsWith('{') ? text.indexOf('}') : 0;
  if (close === -1 || close === 1) return undefined;
  const namespace = text.slice(1, Math.max(close, 1));
  const local = close === 0 ? text : text.slice(close + 1);
  if (UNFIT_NAMESPACE.test(namespace) || !namespace.isWellFormed() || namespace === XMLNS) return undefined;
  return local.length <= LONGEST && isNcName(local) ? { namespace, local } : undefined;
}

/** QName and NOTATION (XSD 1.0 part 2 §3.2.18, §3.2.19), in Clark notation. Their length facets say nothing. */
export const qNameSpace: ValueSpace = { accepts: (text) => parseClark(text) !== undefined, key: itself };
