import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  linkSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type BytePath, toBytePath, toFilePath } from '../../../src/build/context/byte-path.ts';

/** What stands at a name of a tree that a test makes. */
export type Node =
  | { readonly kind: 'file'; readonly text: string; readonly mode?: number; readonly time?: number }
  | { readonly kind: 'directory'; readonly nodes: Tree; readonly mode?: number; readonly time?: number }
  | { readonly kind: 'link'; readonly target: string }
  | { readonly kind: 'fifo' };

export type Tree = Readonly<Record<string, Node>>;

/** Makes a tree; names are text. */
export function writeTree(folder: string, tree: Tree): void {
  for (const [name, node] of Object.entries(tree)) writeNode(join(folder, name), node);
}

function writeNode(path: string, node: Node): void {
  switch (node.kind) {
    case 'file':
      writeFileSync(path, node.text);
      break;
    case 'directory':
      mkdirSync(path);
      writeTree(path, node.nodes);
      break;
    case 'link':
      symlinkSync(node.target, path);
      lutimesSync(path, 1_500_000_000.25, 1_500_000_000.25);
      return;
    case 'fifo':
      execFileSync('mkfifo', [path]);
      return;
  }
  if (node.mode !== undefined) chmodSync(path, node.mode);
  if (node.time !== undefined) utimesSync(path, node.time, node.time);
}

/** Gives a file another name. */
export function link(folder: string, first: string, second: string): void {
  linkSync(join(folder, first), join(folder, second));
}

/** What a directory holds, a line for each entry: type, mode, time to the microsecond, content, first name. */
export function describeTree(folder: string): readonly string[] {
  const base = `${toBytePath(folder)}/`;
  const firstNames = new Map<number, string>();
  return namesBelow(base, '').map((name) => {
    const place = toFilePath(base + name);
    const stats = lstatSync(place);
    const first = stats.nlink > 1 && !stats.isDirectory() ? (firstNames.get(stats.ino) ?? name) : name;
    firstNames.set(stats.ino, first);
    const content = stats.isFile() ? shorten(readFileSync(place, 'latin1')) : '';
    const target = stats.isSymbolicLink() ? readlinkSync(place, 'latin1') : '';
    const mode = stats.isSymbolicLink() ? stats.mode & 0o170000 : stats.mode;
    const time = lstatSync(place, { bigint: true }).mtimeNs / 1000n;
    return [name, mode.toString(8), time, content, target, first === name ? '' : `= ${first}`].join(' | ');
  });
}

function namesBelow(base: BytePath, prefix: BytePath): readonly BytePath[] {
  const entries = readdirSync(toFilePath(base + prefix), { encoding: 'latin1', withFileTypes: true });
  return entries
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = prefix + entry.name;
      return entry.isDirectory() ? [path, ...namesBelow(base, `${path}/`)] : [path];
    });
}

/** Long texts would make failures unreadable. */
function shorten(text: string): string {
  return text.length < 50
    ? text
    : `${text.length}: ${createHash('sha256').update(text, 'latin1').digest('hex')}`;
}
