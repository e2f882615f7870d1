import type { VertexStatus } from '../../build/index.ts';

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'] as const;

/** How far something is, as BuildKit shows it: `1.05MB / 3.25MB`, or `1.05MB` where the whole is not known; empty before it begins. */
export function amountOf({ current, total }: Pick<VertexStatus, 'current' | 'total'>): string {
  if (total !== 0) return `${bytes(current)} / ${bytes(total)}`;
  return current === 0 ? '' : bytes(current);
}

/** A size with two decimals and decimal units; bytes are whole. */
function bytes(size: number): string {
  let power = 0;
  while (Math.abs(size) >= 1000 ** (power + 1) && power < UNITS.length - 1) power += 1;
  return power === 0 ? `${size}B` : `${(size / 1000 ** power).toFixed(2)}${UNITS[power]}`;
}
