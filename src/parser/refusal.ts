import type { Span } from '../text/span.ts';

/** Something for which BuildKit refuses to build. It stops at the first; here are all of them. */
export interface Refusal {
  /** What kind of mistake it is. */
  readonly rule: string;
  /** `parse`: found while the file is split and read, before any instruction is looked at. */
  readonly phase: 'parse' | 'instruction' | 'stages';
  /** BuildKit's own words, without the line they are prefixed with. */
  readonly words: string;
  /** What to do about it. */
  readonly advice: string | null;
  readonly span: Span;
  /** The lines of the instruction; BuildKit names its errors by them. */
  readonly extent: Span;
}

/** Takes down one refusal of the instruction that is being checked. */
export type Refuse = (rule: string, span: Span, words: string, advice: string | null) => void;
