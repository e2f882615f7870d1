const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'] as const;

/** A size with four significant digits and decimal units, as docker shows it: `2.048kB`. */
export function formatSize(bytes: number): string {
  const { amount, unit } = inUnits(bytes);
  return `${Number(amount.toPrecision(4))}${unit}`;
}

/** A number of bytes in the largest decimal unit of which it is one at least. */
export function inUnits(bytes: number): { readonly amount: number; readonly unit: (typeof UNITS)[number] } {
  let power = 0;
  while (Math.abs(bytes) >= 1000 ** (power + 1) && power < UNITS.length - 1) power += 1;
  return { amount: bytes / 1000 ** power, unit: UNITS[power] ?? 'B' };
}
