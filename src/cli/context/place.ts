import { relative } from 'node:path';
import type { PatternSource } from '../../build/context/pattern-list.ts';

/** Shows a pattern with its place, as seen from a directory: `.dockerignore:3 (*.log)`. */
export function placeFrom(directory: string): (source: PatternSource) => string {
  return ({ place, pattern }) => {
    const path = relative(directory, place);
    return `${path.startsWith('..') ? place : path} (${pattern})`;
  };
}
