import { lstatSync, realpathSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { toBytePath } from '../../build/context/byte-path.ts';
import { isMissing, unreadable } from '../../build/context/file-error.ts';
import type { PatternSource } from '../../build/context/pattern-list.ts';
import type { PathVerdict } from '../../build/context/selection.ts';
import { UsageError } from '../command.ts';
import { printable } from '../printable.ts';
import { isWithin } from '../show-path.ts';
import { placeFrom } from './place.ts';
import type { Looked, View } from './view.ts';

/** Why each of some files is sent, or is not. Throws a UsageError for one that cannot be in the context. */
export function whyView({ context, selection, io }: Looked, files: readonly string[]): View {
  const verdicts = files.map((file) => {
    const path = pathInContext(file, context.root, io.cwd);
    return { path, exists: isThere(join(context.root, path)), ...selection.explain(path) };
  });
  const place = placeFrom(io.cwd);
  return {
    lines: verdicts.map((verdict) => {
      const missing = verdict.exists ? '' : ' (there is no such file)';
      return printable(`${verdict.path}: ${reason(verdict, verdict.path, place)}${missing}`);
    }),
    json: verdicts.map(({ path, exists, isSent, patterns, ignoredDirectory }) => ({
      path,
      exists,
      sent: isSent,
      patterns,
      ignoredDirectory: ignoredDirectory ?? null,
    })),
  };
}

/** As seen from the working directory, or else from the context. */
function pathInContext(file: string, root: string, cwd: string): string {
  const path = [realpathSync(cwd), root]
    .map((directory) => resolve(directory, file))
    .find((found) => found !== root && isWithin(found, root));
  if (path === undefined)
    throw new UsageError(`--why ${file}: the file is not within the build context ${root}`);
  return relative(root, path).split(sep).join('/');
}

/** A link that leads nowhere is there, too. Throws a BuildError where nobody can look. */
function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw unreadable(toBytePath(path), error);
  }
}

function reason(
  { isSent, patterns, ignoredDirectory }: PathVerdict,
  path: string,
  place: (source: PatternSource) => string,
): string {
  const decisive = patterns.at(-1);
  if (decisive === undefined) return 'sent, as no pattern matches it';
  if (ignoredDirectory !== undefined && ignoredDirectory !== path)
    return `left out with all of ${ignoredDirectory}/ by ${place(decisive)}`;
  if (!isSent) return `left out by ${place(decisive)}`;
  const before = patterns.at(-2);
  // The builder's own files have no line: their place is their path.
  if (decisive.place !== path) return `sent, as ${place(decisive)} takes it in again`;
  return `sent, as the builder needs it${before === undefined ? '' : `; else it were left out by ${place(before)}`}`;
}
