import { lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { cleanPath } from '../../model/clean-path.ts';
import { type BytePath, toBytePath, toFilePath, toText } from '../context/byte-path.ts';
import { isValidGlob } from '../context/glob-syntax.ts';
import { escapeGlob, IgnorePattern } from '../context/ignore-pattern.ts';

/** How many links may lead one to the next, as in Linux; links that lead back to themselves come to it. */
const LINK_LIMIT = 40;

/** A path that is being gone down: what is behind it is a directory of the tree and no link. */
interface Descent {
  /** Relative to the root. */
  readonly directory: string;
  /** The parts to come; they may hold wildcards. */
  readonly rest: readonly string[];
  /** How many links led here. */
  readonly links: number;
}

/**
 * The patterns for paths that are wanted of a directory: the paths, each link on their way, and what it leads to within
 * the directory. Wildcards are tried on links as on anything else. Undefined where that is the whole directory.
 */
export function followPaths(root: string, paths: readonly string[]): readonly string[] | undefined {
  const base = `${toBytePath(root)}/`;
  const found = new Set<string>();
  const open: Descent[] = [];
  const start = (pattern: string, links: number) => {
    if (found.has(pattern) || links > LINK_LIMIT) return;
    found.add(pattern);
    open.push({ directory: '', rest: pattern.split('/'), links });
  };
  for (const path of paths) start(withinRoot(path), 0);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [part = '', ...rest] = next.rest;
    for (const name of namesOf(base + toBytePath(next.directory), part)) {
      const path = next.directory === '' ? name : `${next.directory}/${name}`;
      const target = readLink(base, path);
      if (target !== undefined) {
        found.add(asPattern(path));
        start([target, ...rest].filter((text) => text !== '').join('/'), next.links + 1);
      } else if (rest.length > 0) {
        open.push({ directory: path, rest, links: next.links });
      }
    }
  }
  return found.has('') ? undefined : [...found].sort();
}

/** The path without what would lead out of the root, the root itself as nothing. */
function withinRoot(path: string): string {
  return cleanPath(`/${path}`).slice(1).replace(/^!/, '\\!');
}

function asPattern(path: string): string {
  return escapeGlob(path).replace(/^!/, '\\!');
}

/** What a part of a path stands for in a directory. */
function namesOf(directory: BytePath, part: string): readonly string[] {
  if (!/(^|[^\\])(\\\\)*[*?[]/.test(part)) return part === '' ? [] : [part.replace(/\\(.)/g, '$1')];
  if (!isValidGlob(part)) return [];
  const pattern = new IgnorePattern(part);
  return listDirectory(directory).filter((name) => pattern.matches(name));
}

function listDirectory(path: BytePath): readonly string[] {
  try {
    return readdirSync(toFilePath(path), { encoding: 'latin1' }).map(toText);
  } catch {
    return [];
  }
}

/** Where a link leads to within the root, as a pattern; undefined for what is no link, or cannot be read. */
function readLink(base: BytePath, path: string): string | undefined {
  const place = toFilePath(base + toBytePath(path));
  try {
    if (!lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink()) return undefined;
    const target = toText(readlinkSync(place, { encoding: 'latin1' }));
    const directory = path.slice(0, path.lastIndexOf('/') + 1);
    return withinRoot(escapeGlob(target.startsWith('/') ? target : `${directory}${target}`));
  } catch {
    return undefined;
  }
}
