/** The order of names by their bytes in UTF-8, which is the same everywhere. */
export function compareBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
