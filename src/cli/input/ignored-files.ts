import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readIgnoreFile } from '../../build/context/ignore-file.ts';
import { IgnoreMatcher } from '../../build/context/ignore-matcher.ts';
import type { IgnoreRules } from '../../model/assumptions.ts';

/**
 * What the ignore file of a Dockerfile's build context keeps out of it: that of the Dockerfile's own name beside it, else the
 * `.dockerignore` of the context (https://docs.docker.com/build/concepts/context/#dockerignore-files). `undefined` where there
 * is none, or none that can be read: what is wrong with it is for the build to say.
 */
export function readIgnoredFiles(
  dockerfile: string,
  context: string | undefined,
  cwd: string,
): IgnoreRules | undefined {
  const path = resolve(cwd, dockerfile);
  const directory = context === undefined ? dirname(path) : resolve(cwd, context);
  const own = `${path}.dockerignore`;
  const bytes = read(own) ?? read(join(directory, '.dockerignore'));
  return bytes === undefined ? undefined : parseRules(bytes);
}

function parseRules(bytes: Uint8Array): IgnoreRules | undefined {
  try {
    const lines = readIgnoreFile(bytes, '.dockerignore');
    const matcher = IgnoreMatcher.create(lines, '.dockerignore');
    return {
      patterns: lines.map(({ pattern }) => pattern),
      ignores: (path) => ignores(matcher, path),
    };
  } catch {
    return undefined;
  }
}

/** Some patterns show only when they are tried that they cannot be understood. */
function ignores(matcher: IgnoreMatcher, path: string): boolean {
  try {
    return matcher.ignores(path);
  } catch {
    return false;
  }
}

function read(file: string): Uint8Array | undefined {
  // Most files have none, and to ask costs less than an error does.
  if (!existsSync(file)) return undefined;
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
