import { getSystemErrorMap } from 'node:util';

/** The words of the operating system for an error of a file operation, without the call and the path that Node adds. */
export function systemErrorWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Node's words are of an illegal operation.
  if ('code' in error && error.code === 'EISDIR') return 'is a directory';
  const words =
    'errno' in error && typeof error.errno === 'number'
      ? getSystemErrorMap().get(error.errno)?.[1]
      : undefined;
  return words ?? error.message;
}
