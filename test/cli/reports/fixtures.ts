import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../../../src/cli/version.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { run } from '../run.ts';

export const folder = join(import.meta.dirname, '../../../fixtures/reports');

/** The fixtures by the names under which they are linted; no file system of every kind could hold the last of them. */
const files: Readonly<Record<string, string>> = {
  'clean/Dockerfile': 'clean.Dockerfile',
  'several.Dockerfile': 'several.Dockerfile',
  '<b>&amp; "é" \'x\', %0A:😀\u202E\u001B[31m\n]]>.Dockerfile': 'hostile.Dockerfile',
};

/** Lints the fixtures, named in this order. */
export async function report(
  format: string,
  args: readonly string[] = [],
  names: readonly string[] = Object.keys(files),
): Promise<string> {
  const cwd = fixtureFolder();
  const { stderr, stdout } = await run(['-f', format, ...settings, ...args, ...names], { cwd });
  if (stderr !== '') throw new Error(stderr);
  return stdout;
}

/** ShellCheck's findings depend on its version; the one rule has a finding of several lines. */
const settings = ['--rule', 'shellcheck=off', '--rule', 'consecutive-run=info'];

/** A folder with the fixtures, for the time of a test. */
function fixtureFolder(): string {
  const named = Object.entries(files).map(
    ([name, file]) => [name, readFileSync(join(folder, file))] as const,
  );
  return temporaryFolder(Object.fromEntries(named));
}

/** A report that the next release does not change. */
export function withoutVersion(text: string): string {
  return text.replaceAll(version, 'VERSION');
}
