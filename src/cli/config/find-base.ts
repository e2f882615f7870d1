import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, resolve } from 'node:path';
import { suggest } from '../../lint/config/checker.ts';
import { type Preset, presets } from '../../lint/presets.ts';
import { isPath } from './is-path.ts';

/** What a configuration builds on. */
export type Base =
  | { readonly kind: 'preset'; readonly preset: Preset }
  /** A package has no place of its own in the project: its patterns start where it is used. */
  | { readonly kind: 'file'; readonly file: string; readonly directory: string };

/** What a word behind `extends` means in a file (absolute), the patterns of which start from a directory; a string says why it means nothing. */
export function findBase(target: string, file: string, directory: string): Base | string {
  const preset = presets.find((name) => name === target);
  if (preset !== undefined) return { kind: 'preset', preset };
  const path = resolve(dirname(file), target);
  if (existsSync(path) && extname(path) !== '') return { kind: 'file', file: path, directory: dirname(path) };
  if (isPath(target)) return `there is no file \`${target}\``;
  return findPackage(target, file, directory);
}

function findPackage(target: string, file: string, directory: string): Base | string {
  try {
    const found = createRequire(file).resolve(target);
    if (/\.(?:ya?ml|json)$/.test(found)) return { kind: 'file', file: found, directory };
    return `the package \`${target}\` is no configuration: its main file has to be YAML or JSON`;
  } catch {
    const advice = suggest(target, presets) || '; a file begins with `./`';
    return `\`${target}\` is neither a preset nor a package that is installed${advice}`;
  }
}
