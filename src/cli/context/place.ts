import type { PatternSource } from '../../build/context/pattern-list.ts';
import { showPath } from '../show-path.ts';

/** Shows a pattern with its place, as seen from a directory: `.dockerignore:3 (*.log)`. */
export function placeFrom(directory: string): (source: PatternSource) => string {
  return ({ place, pattern }) => `${showPath(place, directory)} (${pattern})`;
}
