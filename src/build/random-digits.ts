/**
 * As many hexadecimal digits, for a name that nothing else has. They are no secret: what makes those takes a tenth of a start to load.
 */
export function randomDigits(count: number): string {
  return Array.from({ length: count }, () => Math.floor(Math.random() * 16).toString(16)).join('');
}
