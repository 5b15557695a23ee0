import type { Namespaces } from '../namespaces.ts';
import type { Refuse, SimpleCodec } from './simple-codec.ts';

/** What lists and unions need of their parts, beyond what the codec shows. */
export interface SimpleEngine extends SimpleCodec {
  /** As {@link SimpleCodec.encode}, of a text that stands for the value: an item of a list written by a union. */
  encodeText(text: string, namespaces: Namespaces, report: Refuse): string;
  /** Equal values, equal keys; of a lexical text whose white space is still as written. */
  key(text: string): string;
  /** As {@link key}, of a JSON value. */
  keyOf(value: unknown): string;
  /** What a value looks like, for the words of a list's or union's refusals. */
  readonly expected: string;
}
