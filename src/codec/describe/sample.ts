import { typeTags } from '../decode/tags.ts';
import type {
  ArrayType,
  AttributeUse,
  ComplexType,
  ElementRef,
  MessageModel,
  Model,
  TypeRef,
  Wildcard,
} from '../model.ts';
import { bareMessage, expandedName } from '../model.ts';
import { isAny, isObject, membersOf } from './type-form.ts';
import { SampleContent } from './sample-content.ts';
import { schemaValue, sampleValue } from './sample-values.ts';

type Json = Record<string, unknown>;

/** What a sample shows. */
export interface SampleOptions {
  /** `input`: what may be sent. `output`: what comes back, with its empty arrays; the default is `input`. */
  readonly direction?: 'input' | 'output';
  /** Whether declared headers stand under `$headers`, as in zero code; true. */
  readonly headers?: boolean;
}

/**
 * A small message that the schema takes: what is required, one level of what is optional, one item in each array, the
 * first of each enumeration and choice. Invented values, the same for the same model.
 */
export function sampleOf(model: Model, message: MessageModel, options: SampleOptions = {}): unknown {
  const writer = new SampleWriter(model, options.direction ?? 'input');
  const body = writer.body(message);
  const headers = options.headers === false ? [] : message.headers;
  if (headers.length === 0) return body;
  return {
    ...body,
    $headers: Object.fromEntries(headers.map(({ key, element }) => [key, writer.element(element, 0)])),
  };
}

/** The same for a global element of an XSD. */
export function sampleOfElement(model: Model, element: ElementRef, options: SampleOptions = {}): unknown {
  return new SampleWriter(model, options.direction ?? 'input').body(bareMessage(element));
}

/** An attachment's. */
const octets = 'AAECAw==';

/** How deep a message may nest before what is left of it is `null`: only a schema that no finite message fits gets there. */
const deepest = 60;
/** So many elements are enough of a sample; only such a schema gets there as well. */
const most = 10_000;

/** Writes the samples of one direction. */
export class SampleWriter {
  readonly model: Model;
  readonly direction: 'input' | 'output';
  readonly #open: TypeRef[] = [];
  /** By SOAP encoding anything may be nil, so that what recurs ends by it. */
  #encoded = false;
  #written = 0;

  constructor(model: Model, direction: 'input' | 'output') {
    this.model = model;
    this.direction = direction;
  }

  body({ parts, attachments, encoding }: MessageModel): Json {
    const [first] = parts;
    this.#encoded = encoding !== undefined;
    const beside = attachments.map(({ key }) => [key, octets] as const);
    if (first?.key === '') return { ...this.#root(first.element), ...Object.fromEntries(beside) };
    return Object.fromEntries([
      ...parts.map(({ key, element }) => [key, this.element(element, 1)] as const),
      ...beside,
    ]);
  }

  /** `optional`: how many levels of optional parts are still shown. */
  element(element: ElementRef, optional: number): unknown {
    const members = membersOf(this.model, element);
    const chosen = members.find((member) => !this.isOpen(member)) ?? members[0] ?? element;
    const tags: Json = members.length > 1 ? { $element: this.#label(chosen, members) } : {};
    return this.#content(chosen, tags, optional);
  }

  /** Whether the element's type is being written already: what is optional of it ends here. */
  isOpen(element: ElementRef): boolean {
    const type = this.model.elements[element]?.type;
    return type !== undefined && this.#open.includes(type);
  }

  get tooDeep(): boolean {
    return this.#open.length > deepest || this.#written > most;
  }

  wildcard({ namespaces, allow, process }: Wildcard): unknown {
    const [namespace = ''] = allow === 'only' ? namespaces : ['urn:example'];
    const known =
      process === 'strict'
        ? Object.entries(this.model.globalElements).find(([, each]) => this.#isIn(each, allow, namespaces))
        : undefined;
    if (known !== undefined) return { name: known[0], value: this.element(known[1], 0) };
    return { name: expandedName(namespace, 'example'), attributes: {}, children: ['text'] };
  }

  #isIn(element: ElementRef, allow: Wildcard['allow'], namespaces: readonly string[]): boolean {
    const { namespace = '', abstract = true } = this.model.elements[element] ?? {};
    return !abstract && (allow === 'any' || namespaces.includes(namespace) === (allow === 'only'));
  }

  #root(element: ElementRef): Json {
    const declaration = this.model.elements[element];
    const value = this.#content(element, {}, 1);
    return isJson(value) ? value : { [declaration?.name ?? '']: value };
  }

  #content(element: ElementRef, tags: Json, optional: number): unknown {
    const declaration = this.model.elements[element];
    if (declaration === undefined) return null;
    this.#written++;
    const { type, nillable, fixed } = declaration;
    // Of the types that are written already only structs recur.
    if ((nillable || this.#encoded) && this.#open.includes(type) && this.model.types[type]?.kind === 'complex')
      return Object.keys(tags).length === 0 ? null : { ...tags, $nil: true };
    return this.#ofType(type, tags, optional, fixed);
  }

  #ofType(ref: TypeRef, tags: Json, optional: number, fixed: string | undefined): unknown {
    const type = this.model.types[ref];
    if (type === undefined || this.tooDeep) return null;
    if (isAny(type)) return { ...tags, $type: 'xs:string', value: 'text' };
    if (type.kind === 'array') {
      const items = this.#array(ref, type, optional);
      return Object.keys(tags).length === 0 ? items : { ...tags, value: items };
    }
    if (type.kind === 'simple' || (type.kind === 'complex' && !isObject(type))) {
      const value = fixed === undefined ? sampleValue(this.model, ref) : schemaValue(this.model, ref, fixed);
      return Object.keys(tags).length === 0 ? value : { ...tags, value };
    }
    return this.#object(ref, tags, optional);
  }

  /** One item, as deep as the array has dimensions; none of an array that holds its like. */
  #array(ref: TypeRef, { item, dimensions }: ArrayType, optional: number): unknown {
    if (this.#open.includes(ref)) return [];
    this.#open.push(ref);
    const inner = this.model.types[item];
    const recurs = inner?.kind !== 'any' && this.#open.includes(item);
    let value: unknown = recurs ? undefined : this.#ofType(item, {}, optional, undefined);
    this.#open.length -= 1;
    for (let depth = 0; depth < dimensions; depth++) value = value === undefined ? [] : [value];
    return value;
  }

  #object(ref: TypeRef, tags: Json, optional: number): unknown {
    const labels = typeTags(this.model, ref);
    const concrete =
      labels === undefined || labels.has(ref)
        ? ref
        : ([...labels.keys()].find((each) => !this.#open.includes(each)) ?? ref);
    const type = this.model.types[concrete];
    if (type?.kind !== 'complex') return null;
    const label = labels !== undefined && labels.size > 1 ? { $type: labels.get(concrete) } : {};
    this.#open.push(concrete, ref);
    const content = {
      ...tags,
      ...label,
      ...this.#attributes(type, optional),
      ...new SampleContent(this, type, optional).write(),
    };
    this.#open.length -= 2;
    return content;
  }

  #attributes(type: ComplexType, optional: number): Json {
    const given = (use: AttributeUse): boolean =>
      this.direction === 'output' && (use.default !== undefined || use.fixed !== undefined);
    const shown = type.attributes.filter(
      (use) => use.required || given(use) || (optional > 0 && this.#unremarkable(use.type)),
    );
    return Object.fromEntries(
      shown.map((use) => [
        use.key,
        use.fixed === undefined ? sampleValue(this.model, use.type) : schemaValue(this.model, use.type, use.fixed),
      ]),
    );
  }

  /** Identifiers that refer to others are left out where they may be. */
  #unremarkable(ref: TypeRef): boolean {
    const type = this.model.types[ref];
    return type?.kind === 'simple' && !/^(?:ID|IDREF|ENTITY|anySimpleType|NOTATION|QName)$/.test(type.builtin);
  }

  #label(chosen: ElementRef, members: readonly ElementRef[]): string {
    const { namespace = '', name = '' } = this.model.elements[chosen] ?? {};
    const shared = members.some((member) => member !== chosen && this.model.elements[member]?.name === name);
    return shared ? expandedName(namespace, name) : name;
  }
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
