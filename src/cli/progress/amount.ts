import type { VertexStatus } from '../../build/index.ts';
import { inUnits } from '../format-size.ts';

/** How far something is, as BuildKit shows it: `1.05MB / 3.25MB`, or `1.05MB` where the whole is not known; empty before it begins. */
export function amountOf({ current, total }: Pick<VertexStatus, 'current' | 'total'>): string {
  if (total !== 0) return `${bytes(current)} / ${bytes(total)}`;
  return current === 0 ? '' : bytes(current);
}

/** A size with two decimals and decimal units; bytes are whole. */
function bytes(size: number): string {
  const { amount, unit } = inUnits(size);
  return `${unit === 'B' ? amount : amount.toFixed(2)}${unit}`;
}
