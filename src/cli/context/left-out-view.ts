import { type LeftOut, leftOut } from '../../build/context/left-out.ts';
import { count } from '../count.ts';
import { formatSize } from '../format-size.ts';
import { printable } from '../printable.ts';
import { columnsOf, padded } from '../progress/columns.ts';
import { placeFrom } from './place.ts';
import type { Looked, View } from './view.ts';

/** What is left out of a context, largest first, each with the line that says so, and how much it is. */
export function leftOutView({ context, selection, io }: Looked): View {
  const found = [...leftOut(context, selection)].sort(bySize);
  const width = found.reduce((most, { path }) => Math.max(most, columnsOf(printable(path))), 0);
  const files = found.reduce((sum, one) => sum + one.files, 0);
  const bytes = found.reduce((sum, one) => sum + one.bytes, 0);
  const place = placeFrom(io.cwd);
  return {
    lines: [
      ...found.map(({ path, pattern, bytes: size }) => {
        const name = padded(printable(path), Math.min(width, 50));
        return `${formatSize(size).padStart(9)}  ${name}  ${pattern === undefined ? '' : printable(place(pattern))}`;
      }),
      `${count(files, 'file')}, ${formatSize(bytes)}`,
    ],
    json: {
      context: context.root,
      files,
      bytes,
      excluded: found.map(({ pattern, ...rest }) => ({
        ...rest,
        place: pattern?.place ?? null,
        pattern: pattern?.pattern ?? null,
      })),
    },
  };
}

function bySize(one: LeftOut, other: LeftOut): number {
  return other.bytes - one.bytes || (one.path < other.path ? -1 : 1);
}
