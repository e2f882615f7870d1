import type { Span } from '../text/span.ts';

/** Finds the place in the Dockerfile of a part of a script. */
export type Locate = (start: number, end: number) => Span;
