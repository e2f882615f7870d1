import { toText } from '../../build/context/byte-path.ts';
import type { ContextEntry } from '../../build/context/context-entry.ts';
import { count } from '../count.ts';
import { formatSize } from '../format-size.ts';
import { printError } from '../print-error.ts';
import { printable } from '../printable.ts';
import type { Looked, View } from './view.ts';

/** What is sent of a context: all but directories, largest first, and how much it is. */
export function sentView({ context, selection, io }: Looked): View {
  const entries = [
    ...selection.entries((path) =>
      printError(io, `${path} is a socket and is left out of the build context`),
    ),
  ];
  const files = entries.filter(({ type }) => type !== 'directory').sort(bySize);
  const directories = entries.length - files.length;
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const isOutside = context.added.size > 0 && context.dockerfile.length > 0;
  const outside = isOutside ? [outsideLine(context.dockerfilePath)] : [];
  const total = `${count(files.length, 'file')}, ${count(directories, 'directory', 'directories')}, ${formatSize(bytes)}`;
  return {
    lines: [...files.map(line), ...outside, total],
    json: {
      context: context.root,
      dockerfile: context.dockerfilePath,
      files: files.length,
      directories,
      bytes,
      entries: files.map(({ name, type, size }) => ({ path: toText(name), type, bytes: size })),
    },
  };
}

function bySize(one: ContextEntry, other: ContextEntry): number {
  return other.size - one.size || (one.name < other.name ? -1 : 1);
}

function line({ name, type, size, target }: ContextEntry): string {
  const isLink = type === 'symbolic-link' || type === 'hard-link';
  const path = `${toText(name)}${isLink ? ` -> ${toText(target)}` : ''}`;
  return `${formatSize(size).padStart(9)}  ${printable(path)}`;
}

function outsideLine(path: string): string {
  return `The Dockerfile ${printable(path)} is not in the context and is sent besides.`;
}
