import { dirname, relative, resolve, sep } from 'node:path';
import type { FileReport } from '../reporters/reporter.ts';
import { fingerprint, problemOf } from './fingerprint.ts';

/** How often each finding occurs in a file, by its key. */
export type FileEntries = ReadonlyMap<string, number>;

/** What a baseline holds, by the file's path from the directory of the baseline, with `/`. */
export type BaselineEntries = ReadonlyMap<string, FileEntries>;

/** What makes a finding the same as one in a baseline. */
export function keyOf(rule: string, fingerprint: string): string {
  return `${rule} ${fingerprint}`;
}

/** The key of each finding of a file, in their order. */
export function keysOf({
  diagnostics,
  source,
}: Pick<FileReport, 'diagnostics' | 'source'>): readonly string[] {
  return diagnostics.map((diagnostic) => keyOf(problemOf(diagnostic), fingerprint(diagnostic, source)));
}

/** A file as a baseline calls it; the baseline's own path is absolute. */
export function nameInBaseline(file: string, baseline: string, cwd: string): string {
  return relative(dirname(baseline), resolve(cwd, file)).split(sep).join('/');
}

/** The number of findings in a file. */
export function total(entries: FileEntries): number {
  return [...entries.values()].reduce((sum, number) => sum + number, 0);
}
