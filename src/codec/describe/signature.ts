import type { ElementRef, FaultModel, Model, OperationModel } from '../model.ts';
import { builtinNote } from './leaf-schema.ts';
import type { Definition, LeafShape, Member, ObjectShape, Shape } from './shape.ts';
import { resolved } from './shape.ts';
import { shapesOf } from './shapes.ts';
import { propertyName, quoted } from './typescript-text.ts';

const width = 110;
const mostLines = 60;
const mostValues = 6;

/**
 * An operation as people read it: `checkVat({ countryCode: string }) → { valid: boolean, name?: string | null }`, over
 * several lines where one is too short, then its headers and faults. Deep types are only named.
 */
export function signatureOf(model: Model, operation: OperationModel): string {
  return shortest((deepest, most) => new SignatureWriter(model, deepest, most).write(operation));
}

/** The content of a global element as people read it: `{ Reference: string, Colis?: { … }[] }`. */
export function elementSignatureOf(model: Model, element: ElementRef): string {
  return shortest((deepest, most) => new SignatureWriter(model, deepest, most).element(element));
}

/** As deep as fits the lines; what does not is given up as soon as that is seen. */
function shortest(write: (deepest: number, most: number) => string): string {
  for (const deepest of [2, 1]) {
    const text = write(deepest, mostLines);
    if (text.split('\n').length <= mostLines) return text;
  }
  return write(0, Infinity);
}

class SignatureWriter {
  readonly #model: Model;
  readonly #deepest: number;
  readonly #most: number;
  #received = false;
  #lines = 0;

  /** `most`: behind so many lines nothing more is written. */
  constructor(model: Model, deepest: number, most: number) {
    this.#model = model;
    this.#deepest = deepest;
    this.#most = most;
  }

  write({ name, input, output, faults }: OperationModel): string {
    const shapes = shapesOf(this.#model);
    const call = `${name}(${this.#text(shapes.message(input, false), '', name.length + 2, 0)})`;
    this.#received = true;
    const answer = output === undefined ? 'nothing (one-way)' : this.#text(shapes.message(output, false), '', 2, 0);
    this.#received = false;
    const line = `${call} → ${answer}`;
    const lines = [line.length <= width && !line.includes('\n') ? line : `${call}\n→ ${answer}`];
    if (input.headers.length > 0) lines.push(`headers: ${this.#text(shapes.headers(input), '', 9, 0)}`);
    if (faults.length > 0) lines.push(`faults: ${faults.map((fault) => this.#fault(fault)).join(' | ')}`);
    return lines.join('\n');
  }

  element(element: ElementRef): string {
    return this.#text(shapesOf(this.#model).root(element), '', 30, 0);
  }

  #isOnlyNamed({ shape }: Definition, depth: number): boolean {
    return depth > this.#deepest && shape.kind !== 'leaf';
  }

  #fault(fault: FaultModel): string {
    const { key, shape } = shapesOf(this.#model).declared(this.#model.elements[fault.element]?.name ?? '', fault);
    return `${key} ${this.#text(shape, '', 10, 0)}`;
  }

  /** On one line where that fits behind `column`, else a line for each property. */
  #text(shape: Shape, indent: string, column: number, depth: number): string {
    const line = this.#flat(shape, depth, width - column);
    if (line !== undefined) return line;
    switch (shape.kind) {
      case 'named':
        return this.#isOnlyNamed(shape.definition, depth)
          ? shape.definition.name
          : this.#text(shape.definition.shape, indent, column, depth);
      case 'leaf':
        return leafText(shape);
      case 'nullable':
        return `${this.#text(shape.of, indent, column, depth)} | null`;
      case 'array':
        return listOf(shape.item, this.#text(shape.item, indent, column, depth));
      case 'anyOf':
        return shape.of.map((each) => this.#text(each, indent, column, depth)).join(' | ');
      case 'variants':
        return shape.of
          .map((variant) => `\n${indent}  | ${this.#text(variant.shape, `${indent}    `, indent.length + 4, depth)}`)
          .join('');
      case 'object':
        return this.#object(shape, indent, depth);
      default:
        return '…';
    }
  }

  #object({ members }: ObjectShape, indent: string, depth: number): string {
    if (depth > this.#deepest + 1) return '{ … }';
    const inside = `${indent}  `;
    const lines: string[] = [];
    for (const member of members) {
      if (++this.#lines > this.#most) break;
      const name = this.#label(member);
      const text = this.#text(member.shape, inside, inside.length + name.length + 3, depth + 1);
      lines.push(`${inside}${name}:${text.startsWith('\n') ? '' : ' '}${text},\n`);
    }
    return `{\n${lines.join('')}${indent}}`;
  }

  /** `undefined` where it takes more than `room`: then nothing further inside is looked at. */
  #flat(shape: Shape, depth: number, room: number): string | undefined {
    const text = this.#line(shape, depth, room);
    return text === undefined || text.length > room ? undefined : text;
  }

  #line(shape: Shape, depth: number, room: number): string | undefined {
    switch (shape.kind) {
      case 'named':
        return this.#isOnlyNamed(shape.definition, depth)
          ? shape.definition.name
          : this.#flat(shape.definition.shape, depth, room);
      case 'leaf':
        return leafText(shape);
      case 'object':
        return this.#flatObject(shape, depth, room);
      case 'array': {
        const item = this.#flat(shape.item, depth, room);
        return item === undefined ? undefined : listOf(shape.item, item);
      }
      case 'nullable':
        return this.#flatUnion([shape.of, { kind: 'constant', value: null }], depth, room);
      case 'anyOf':
        return this.#flatUnion(shape.of, depth, room);
      case 'variants':
        return this.#flatUnion(
          shape.of.map((variant) => variant.shape),
          depth,
          room,
        );
      case 'constant':
        return typeof shape.value === 'string' ? quoted(shape.value) : String(shape.value);
      case 'literals':
        return 'name';
      case 'attributes':
        return '{ [name]: string }';
      case 'tree':
        return shape.known ? 'element' : 'tree';
      default:
        return 'any';
    }
  }

  #flatObject({ members, open }: ObjectShape, depth: number, room: number): string | undefined {
    if (members.length === 0) return '{}';
    if (depth > this.#deepest + 1) return '{ … }';
    if (open) return 'any';
    const texts: string[] = [];
    let left = room - 4;
    for (const member of members) {
      const name = this.#label(member);
      const value = this.#flat(member.shape, depth + 1, left - name.length - 2);
      if (value === undefined) return undefined;
      texts.push(`${name}: ${value}`);
      left -= name.length + value.length + 4;
    }
    return `{ ${texts.join(', ')} }`;
  }

  #label({ key, required, present }: Member): string {
    return `${propertyName(key)}${(this.#received ? present : required) ? '' : '?'}`;
  }

  #flatUnion(shapes: readonly Shape[], depth: number, room: number): string | undefined {
    const texts: string[] = [];
    let left = room;
    for (const shape of shapes) {
      const text = this.#flat(shape, depth, left);
      if (text === undefined) return undefined;
      texts.push(text);
      left -= text.length;
    }
    return [...new Set(texts)].join(' | ');
  }
}

function isUnion(shape: Shape): boolean {
  const within = resolved(shape);
  if (within.kind === 'leaf') return (within.facets.enumeration?.length ?? 0) > 1;
  return within.kind === 'nullable' || within.kind === 'anyOf' || within.kind === 'variants';
}

function listOf(shape: Shape, text: string): string {
  return isUnion(shape) && text.includes(' | ') ? `(${text})[]` : `${text}[]`;
}

function leafText(leaf: LeafShape): string {
  const { enumeration } = leaf.facets;
  if (enumeration !== undefined) {
    const shown = enumeration.slice(0, mostValues).map((value) => (leaf.json === 'string' ? quoted(value) : value));
    return [...shown, ...(enumeration.length > mostValues ? ['…'] : [])].join(' | ');
  }
  return builtinNote(leaf)?.slice('xs:'.length) ?? leaf.json;
}
