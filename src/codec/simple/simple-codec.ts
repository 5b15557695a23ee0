import type { Model, SimpleType, TypeRef } from '../model.ts';
import type { Namespaces } from '../namespaces.ts';
import { atomicCodec } from './atomic.ts';
import { ANY_SIMPLE, BUILTIN_LISTS, BUILTINS } from './builtin.ts';
import type { SimpleEngine } from './engine.ts';
import { listCodec } from './list.ts';
import { isSwaRef, swaRefCodec } from './swa-ref.ts';
import { unionCodec } from './union.ts';

/** What is wrong with a text that was received. `fatal`: it has no JSON value (lenient reading cannot pass it on). */
export interface SimpleProblem {
  readonly kind: 'lexical' | 'facet' | 'enumeration' | 'empty';
  readonly expected: string;
  readonly fatal: boolean;
}

/** The namespace bound to a prefix where the text stands; `''` asks for the default namespace. */
export type ResolvePrefix = (prefix: string) => string | undefined;

/** Says what is expected of a value, or of one item of a list. */
export type Refuse = (message: string, item?: number) => void;

/** Reads and writes the text of one simple type (XSD 1.0 part 2). */
export interface SimpleCodec {
  /** The text is its value: a string, white space preserved, no facet, nothing to check. */
  readonly plain: boolean;
  /** What is written never holds a character that XML escapes or forbids. */
  readonly safe: boolean;
  /**
   * How its octets may travel beside the document: `xop`, base64Binary written as an `xop:Include` (XOP 1.0 §3.1), or
   * `swaRef`, a reference always (Attachments Profile 1.0 §4.4). Its JSON is base64 all the same.
   */
  readonly beside: 'xop' | 'swaRef' | undefined;
  /** An empty text is a value of a string type or a list (never absent). */
  readonly emptyIsValue: boolean;
  /**
   * `text` is raw character data, references expanded; white space is normalized here. `undefined` where there is no
   * JSON value: after a fatal problem, or after `empty`, which reads an empty text as absent.
   */
  decode(text: string, resolvePrefix: ResolvePrefix, report: (problem: SimpleProblem) => void): unknown;
  /** As `decode`, of octets that stood beside the document and came as canonical base64: only facets are left to check. */
  octets(base64: string, report: (problem: SimpleProblem) => void): string;
  /** The lexical text, unescaped. Refusals say what is expected and never quote the value; `''` is returned then. */
  encode(value: unknown, namespaces: Namespaces, report: Refuse): string;
  /** Whether a JSON value, as `decode` returns it, is the value of this lexical text of the schema (`fixed`, `default`). */
  isValue(value: unknown, lexical: string): boolean;
}

const compiled = new WeakMap<Model, Map<TypeRef, SimpleEngine>>();

/** The codec of a simple type, or of the text of a complex one; compiled once per model. */
export function compileSimple(model: Model, ref: TypeRef): SimpleCodec {
  return engineOf(model, ref);
}

function engineOf(model: Model, ref: TypeRef): SimpleEngine {
  let engines = compiled.get(model);
  if (engines === undefined) compiled.set(model, (engines = new Map()));
  let engine = engines.get(ref);
  if (engine === undefined) engines.set(ref, (engine = compile(model, ref)));
  return engine;
}

function compile(model: Model, ref: TypeRef): SimpleEngine {
  const type = model.types[ref];
  if (type?.kind === 'complex' && type.simple !== undefined) return engineOf(model, type.simple);
  if (type?.kind !== 'simple') throw new TypeError(`type ${ref} has no simple content`);
  if (type.variety === 'union') {
    return unionCodec(
      type,
      (type.members ?? []).map((member) => engineOf(model, member)),
    );
  }
  if (type.variety === 'list' || BUILTIN_LISTS.has(type.builtin)) {
    return listCodec(type, itemEngine(model, type));
  }
  if (isSwaRef(model, type)) return swaRefCodec();
  return atomicCodec(type, BUILTINS.get(type.builtin) ?? ANY_SIMPLE);
}

function itemEngine(model: Model, type: SimpleType): SimpleEngine {
  const item =
    type.item === undefined ? builtinEngine(BUILTIN_LISTS.get(type.builtin) ?? '') : engineOf(model, type.item);
  if (item === undefined) throw new TypeError('a list type without an item type');
  return item;
}

const builtinEngines = new Map<string, SimpleEngine | undefined>();

/** The codec of a built-in type by its local name in the XSD namespace: what `xsi:type="xs:int"` may name in any schema. */
export function compileBuiltin(local: string): SimpleCodec | undefined {
  return builtinEngine(local);
}

function builtinEngine(local: string): SimpleEngine | undefined {
  const known = builtinEngines.get(local);
  if (known !== undefined) return known;
  const item = BUILTIN_LISTS.get(local);
  const builtin = BUILTINS.get(item ?? local);
  if (builtin === undefined) return undefined;
  const { json, whiteSpace } = builtin;
  const type: SimpleType = { kind: 'simple', variety: 'atomic', builtin: item ?? local, json, whiteSpace, facets: {} };
  const atomic = atomicCodec(type, builtin);
  const engine =
    item === undefined
      ? atomic
      : listCodec({ ...type, variety: 'list', builtin: local, facets: { minLength: 1 } }, atomic);
  builtinEngines.set(local, engine);
  return engine;
}
