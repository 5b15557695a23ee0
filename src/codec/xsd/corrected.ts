import type { Correction, Corrections } from '../corrections.ts';
import type { SimpleType, TypeRef } from '../model.ts';
import { UNBOUNDED } from '../model.ts';
import type { XmlTree } from '../xml/tree.ts';
import { xsdNamespace } from '../xml/vocabulary.ts';
import type { Compilation } from './compilation.ts';
import type { CorrectionPaths, Place } from './correction-paths.ts';
import { CorrectionError } from './correction-paths.ts';
import { nearest } from './nearest.ts';
import type { Occurrence } from './particle.ts';
import type { Source } from './schema-document.ts';

type Kind = keyof Correction;

interface Given {
  readonly path: string;
  readonly correction: Correction;
}

const where: Readonly<Record<Kind, readonly Place['kind'][]>> = {
  optional: ['element', 'attribute', 'part'],
  repeated: ['element', 'part'],
  nillable: ['element', 'part'],
  type: ['element', 'attribute', 'type', 'part'],
  moreValues: ['element', 'attribute', 'type', 'part'],
};

/** The corrections of a contract, found in its documents: the compiler asks at each declaration. */
export class Corrected {
  readonly #given = new Map<XmlTree, Given[]>();
  /** What each correction changed, by path and kind; a kind that changed nothing is not needed. */
  readonly #changes = new Map<string, boolean>();

  constructor(corrections: Corrections, paths: CorrectionPaths) {
    for (const [path, correction] of Object.entries(corrections)) {
      for (const place of paths.find(path)) this.#give(path, correction, place, paths);
    }
  }

  #give(path: string, correction: Correction, place: Place, paths: CorrectionPaths): void {
    for (const kind of Object.keys(correction) as Kind[]) {
      if (!where[kind].includes(place.kind))
        throw new CorrectionError(path, `"${kind}" cannot be said of ${a(place)}`, place.source);
      this.#changes.set(`${path}\n${kind}`, false);
    }
    const isGlobal = place.source.node === paths.globalOf(place);
    if (isGlobal && place.kind !== 'part' && (correction.optional || correction.repeated))
      throw new CorrectionError(
        path,
        `${a(place)} is global: how often it stands is said where it is used`,
        place.source,
      );
    const declaration = paths.declaration(place.source);
    for (const node of new Set([place.source.node, declaration.node])) {
      const given = this.#given.get(node);
      if (given) given.push({ path, correction });
      else this.#given.set(node, [{ path, correction }]);
    }
  }

  /** How often a declaration may stand where it is used. */
  occurrence(node: XmlTree, { min, max }: Occurrence): Occurrence {
    const given = this.#given.get(node) ?? [];
    const isOptional = given.filter(
      ({ path, correction }) => correction.optional && this.#change(path, 'optional', min > 0),
    );
    const isRepeated = given.filter(
      ({ path, correction }) => correction.repeated && this.#change(path, 'repeated', max !== UNBOUNDED),
    );
    return { min: isOptional.length > 0 ? 0 : min, max: isRepeated.length > 0 ? UNBOUNDED : max };
  }

  /** Whether an attribute is required. */
  required(node: XmlTree, required: boolean): boolean {
    const optional = (this.#given.get(node) ?? []).filter(
      ({ path, correction }) => correction.optional && this.#change(path, 'optional', required),
    );
    return required && optional.length === 0;
  }

  nillable(node: XmlTree, nillable: boolean): boolean {
    const nil = (this.#given.get(node) ?? []).filter(
      ({ path, correction }) => correction.nillable && this.#change(path, 'nillable', !nillable),
    );
    return nillable || nil.length > 0;
  }

  /** The type of a declaration. */
  type(compilation: Compilation, source: Source, type: TypeRef): TypeRef {
    let corrected = type;
    for (const given of this.#given.get(source.node) ?? []) {
      const { path, correction } = given;
      if (correction.type !== undefined) {
        const other = typeNamed(compilation, source, path, correction.type);
        if (this.#change(path, 'type', other !== corrected)) corrected = other;
      }
      if (correction.moreValues) {
        const simple = this.#withValues(compilation, source, given, compilation.definition(corrected));
        if (simple) corrected = compilation.addType(simple);
      }
    }
    return corrected;
  }

  /** A global simple type itself. */
  simple(compilation: Compilation, source: Source, type: SimpleType): SimpleType {
    let corrected = type;
    for (const given of this.#given.get(source.node) ?? []) {
      const { path, correction } = given;
      if (correction.type !== undefined) {
        const base = typeNamed(compilation, source, path, correction.type);
        const { name: _, ...other } = compilation.simpleType(base, source);
        if (this.#change(path, 'type', type.base !== base || Object.keys(type.facets).length > 0))
          corrected = { ...other, ...(type.name === undefined ? {} : { name: type.name }), base };
      }
      if (correction.moreValues) corrected = this.#withValues(compilation, source, given, corrected, true) ?? corrected;
    }
    return corrected;
  }

  /** The type with more values in its enumeration, or in that of its items; `undefined` where it has them all. */
  #withValues(
    compilation: Compilation,
    source: Source,
    { path, correction: { moreValues = [] } }: Given,
    type: ReturnType<Compilation['definition']>,
    named = false,
  ): SimpleType | undefined {
    if (
      type.kind === 'simple' &&
      type.facets.enumeration === undefined &&
      type.variety === 'list' &&
      type.item !== undefined
    ) {
      const item = this.#withValues(
        compilation,
        source,
        { path, correction: { moreValues } },
        compilation.definition(type.item),
      );
      return item && anonymous({ ...type, item: compilation.addType(item) }, named);
    }
    if (type.kind !== 'simple' || type.facets.enumeration === undefined)
      throw new CorrectionError(path, 'moreValues are for a simple type with an enumeration', source);
    const known = new Set(type.facets.enumeration);
    const more = moreValues.filter((value) => !known.has(value));
    if (!this.#change(path, 'moreValues', more.length > 0)) return undefined;
    return anonymous({ ...type, facets: { ...type.facets, enumeration: [...known, ...more] } }, named);
  }

  #change(path: string, kind: Kind, changes: boolean): boolean {
    if (changes) this.#changes.set(`${path}\n${kind}`, true);
    return changes;
  }

  /** The corrections that changed nothing, in words. */
  get needless(): string[] {
    return [...this.#changes].flatMap(([key, changed]) => {
      const [path = '', kind = ''] = key.split('\n');
      return changed ? [] : [`the correction "${kind}" of "${path}" is not needed: the schema says so already`];
    });
  }
}

function a({ kind }: Place): string {
  return kind === 'element' || kind === 'attribute' ? `an ${kind}` : `a ${kind}`;
}

function anonymous(type: SimpleType, named: boolean): SimpleType {
  if (named) return type;
  const { name: _, alternatives: __, ...rest } = type;
  return rest;
}

function typeNamed(compilation: Compilation, source: Source, path: string, name: string): TypeRef {
  const builtIn = compilation.globalTypes.get(`{${xsdNamespace}}${name}`);
  if (builtIn !== undefined) return builtIn;
  const all = compilation.schemas.all('type').map(([global]) => global);
  const found = all.filter((global) => global === name || global.endsWith(`}${name}`));
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return compilation.typeNamed(only, source);
  if (only !== undefined) throw new CorrectionError(path, `the type "${name}" may be ${found.join(' or ')}`, source);
  throw new CorrectionError(path, `there is no type "${name}"; there is ${nearest(name, all).join(', ')}`, source);
}
