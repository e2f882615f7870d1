import { cleanPath } from '../../model/clean-path.ts';
import { trimSpace } from '../../text/space.ts';
import { BuildError } from '../build-error.ts';

/** A pattern as an ignore file gives it: cleaned, `!` in front of an exception. */
export interface IgnoreLine {
  readonly pattern: string;
  /** Counted from 1. */
  readonly line: number;
}

/** The longest line that Docker reads, in bytes, its line break included. */
const LINE_LIMIT = 64 * 1024;

/**
 * Reads the text of a `.dockerignore`: comments and blank lines dropped, paths cleaned, one leading `/` taken off
 * (https://docs.docker.com/build/concepts/context/#dockerignore-files). Throws a BuildError for a line that is too long.
 */
export function readIgnoreFile(bytes: Uint8Array, fileName: string): readonly IgnoreLine[] {
  const lines = new TextDecoder().decode(bytes).split('\n');
  return lines.flatMap((text, index) => {
    if (Buffer.byteLength(text) >= LINE_LIMIT) {
      throw new BuildError('IGNORE_PATTERN', `${fileName}:${index + 1}: the line is longer than 64 KiB`);
    }
    const pattern = readLine(text);
    return pattern === null ? [] : [{ pattern, line: index + 1 }];
  });
}

function readLine(line: string): string | null {
  const text = trimSpace(line);
  if (line.startsWith('#') || text === '') return null;
  return text.startsWith('!') ? `!${relativePath(trimSpace(text.slice(1)))}` : relativePath(text);
}

function relativePath(pattern: string): string {
  if (pattern === '') return '';
  const cleaned = cleanPath(pattern);
  return cleaned.length > 1 && cleaned.startsWith('/') ? cleaned.slice(1) : cleaned;
}
