import type { Contract } from '../link.ts';
import type { ElementRef, TypeRef } from '../model.ts';
import type { EncodeState } from './state.ts';

/** The tags of one element with one prefix. */
export interface Tag {
  readonly start: string;
  readonly open: string;
  readonly close: string;
  readonly empty: string;
}

export function tagOf(name: string): Tag {
  return { start: `<${name}`, open: `<${name}>`, close: `</${name}>`, empty: `<${name}/>` };
}

export function writeElement(tag: Tag, attributes: string, content: string): string {
  if (attributes === '') return content === '' ? tag.empty : tag.open + content + tag.close;
  return content === '' ? `${tag.start}${attributes}/>` : `${tag.start}${attributes}>${content}${tag.close}`;
}

/** Which of `$element` and `$type` stand beside the content. */
export type TagKeys = readonly ('$element' | '$type')[];
export const NO_KEYS: TagKeys = Object.freeze([]);

/** Writes one element of a content model, its tags included. */
export interface ElementEncoder {
  encode(state: EncodeState, value: unknown, keys?: TagKeys): string;
}

/** Writes an element of one type. `attributes` were written already. */
export interface TypeEncoder {
  encode(state: EncodeState, value: unknown, tag: Tag, attributes: string, keys: TagKeys): string;
  /** A nil element: `null`, or an object with the attributes. */
  nil(state: EncodeState, value: unknown, tag: Tag, attributes: string, keys: TagKeys): string;
}

/** What encoders need of one another; each is built when first asked for. */
export interface Encoders {
  readonly contract: Contract;
  type(ref: TypeRef): TypeEncoder;
  element(ref: ElementRef): ElementEncoder;
  /** The element itself, where no other may stand for it: a wildcard's. */
  exactly(ref: ElementRef): ElementEncoder;
}
