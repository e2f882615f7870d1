import { readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BuildError } from '../build-error.ts';
import type { BuiltDockerfile } from '../built-dockerfile.ts';
import { randomDigits } from '../random-digits.ts';
import { addedEntry, IGNORE_FILE, ignoringAdded } from './added-files.ts';
import type { ContextEntry } from './context-entry.ts';
import { errorCode, reasonOf } from './file-error.ts';
import { readIgnoreFile } from './ignore-file.ts';
import { ignoreFilter } from './ignore-filter.ts';
import { IgnoreMatcher } from './ignore-matcher.ts';
import { type LocatedDockerfile, locateDockerfile, type ShowPath } from './locate-dockerfile.ts';
import { walkTree } from './walk.ts';

/** A directory that is ready to be sent. */
export interface BuildContext {
  readonly kind: 'directory';
  /** The directory, absolute, links followed. */
  readonly root: string;
  /** The Dockerfile's name in what is sent. */
  readonly dockerfileName: string;
  /** Where the Dockerfile came from. */
  readonly dockerfilePath: string;
  /** What messages call it: its path, or its name in what was fetched for the build. */
  readonly shownDockerfile: string;
  readonly dockerfile: Uint8Array;
  readonly ignore: IgnoreMatcher;
  /** Files that are sent though the directory does not hold them as they are, by name. */
  readonly added: ReadonlyMap<string, Uint8Array>;
  /** Names that are sent, but only for the builder to read: COPY must not see them. */
  readonly hidden: readonly string[];
  /** Files of the directory that are not sent although they are not ignored, by name. */
  readonly omitted: ReadonlySet<string>;
}

/** Where the Dockerfile is: a path, or its bytes; undefined for the one in the context. */
export type DockerfileSource = string | { readonly content: Uint8Array } | undefined;

/** Finds the directory, the Dockerfile and the ignore file of a build; `show` says what messages call a path. Throws a BuildError. */
export function openContext(
  directory: string,
  source: DockerfileSource,
  show: ShowPath = (path) => path,
): BuildContext {
  const root = openDirectory(directory);
  const located: LocatedDockerfile =
    typeof source === 'object'
      ? { path: undefined, nameInContext: undefined, content: source.content }
      : locateDockerfile(root, source, show);
  const ignoreFile = readIgnoreFileOf(root, located.path);
  const matcher = IgnoreMatcher.create(
    ignoreFile === undefined ? [] : readIgnoreFile(ignoreFile.content, show(ignoreFile.path)),
    ignoreFile === undefined ? IGNORE_FILE : show(ignoreFile.path),
  );
  const { nameInContext } = located;
  const generatedName = `.dockerfile.${randomDigits(20)}`;
  return {
    kind: 'directory',
    root,
    dockerfileName: nameInContext ?? generatedName,
    dockerfilePath: located.path ?? 'Dockerfile',
    shownDockerfile: located.path === undefined ? 'Dockerfile' : show(located.path),
    dockerfile: located.content,
    ignore: matcher.keeping(nameInContext === undefined ? [IGNORE_FILE] : [IGNORE_FILE, nameInContext]),
    added: nameInContext === undefined ? addedFiles(root, generatedName, located.content) : new Map(),
    hidden:
      nameInContext === undefined || matcher.ignores(nameInContext) ? [nameInContext ?? generatedName] : [],
    omitted: new Set(),
  };
}

/** The Dockerfile of a directory, for errors. */
export function dockerfileOf({ shownDockerfile: path, dockerfile: content }: BuildContext): BuiltDockerfile {
  return { path, content };
}

/** The entries to send, in order; sockets are told instead. Throws a BuildError that names what cannot be read. */
export function* contextEntries(
  context: BuildContext,
  onSocket: (path: string) => void,
): Generator<ContextEntry> {
  const filter = ignoreFilter(context.ignore, 'classic');
  const left = new Map(context.added);
  for (const entry of walkTree(context.root, filter, onSocket)) {
    if (context.omitted.has(entry.name)) continue;
    const bytes = left.get(entry.name);
    left.delete(entry.name);
    yield bytes === undefined ? entry : { ...entry, size: bytes.length, content: { bytes } };
  }
  for (const [name, bytes] of left) yield addedEntry(name, bytes);
}

function openDirectory(directory: string): string {
  try {
    // In this order: `realpathSync` shortens `gone/..` before it looks.
    if (statSync(directory).isDirectory()) return realpathSync(directory);
  } catch (error) {
    const message = `cannot use ${directory} as build context: ${reasonOf(error)}`;
    throw new BuildError('CONTEXT_NOT_FOUND', message, { cause: error });
  }
  throw new BuildError(
    'CONTEXT_NOT_FOUND',
    `cannot use ${directory} as build context: it is not a directory; a Dockerfile is named with -f, an archive comes by standard input`,
  );
}

/** `<Dockerfile>.dockerignore` beside the Dockerfile takes the place of the context's `.dockerignore`. */
function readIgnoreFileOf(
  root: string,
  dockerfile: string | undefined,
): { path: string; content: Uint8Array } | undefined {
  const paths = [
    ...(dockerfile === undefined ? [] : [`${dockerfile}${IGNORE_FILE}`]),
    join(root, IGNORE_FILE),
  ];
  for (const path of paths) {
    const content = readIfPresent(path);
    if (content !== undefined) return { path, content };
  }
  return undefined;
}

function readIfPresent(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    // Behind a Dockerfile's name there may be no room for another ending.
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENAMETOOLONG') return undefined;
    const message = `cannot read the ignore file ${path}: ${reasonOf(error)}`;
    throw new BuildError('CONTEXT_FILE_UNREADABLE', message, { cause: error });
  }
}

/** A Dockerfile from elsewhere is sent under a name that nothing else has. */
function addedFiles(root: string, name: string, dockerfile: Uint8Array): ReadonlyMap<string, Uint8Array> {
  return new Map([
    [name, dockerfile],
    [IGNORE_FILE, ignoringAdded(readIfPresent(join(root, IGNORE_FILE)), name)],
  ]);
}
