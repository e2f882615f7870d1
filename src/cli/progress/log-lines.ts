/** How much of a line is kept that does not end. */
const LONGEST = 64 * 1024;

/**
 * Adds output to lines, each with the time in seconds at which it began, as BuildKit shows it (`0.123 text`). `isOpen` says whether the
 * last of the lines may go on; so does the answer.
 */
export function addOutput(lines: string[], isOpen: boolean, text: string, seconds: number): boolean {
  if (text === '') return isOpen;
  const parts = text.split('\n');
  const goesOn = parts.at(-1) !== '';
  if (!goesOn) parts.pop();
  if (isOpen && lines.length > 0) lines.push(`${lines.pop()}${parts.shift()}`);
  const time = seconds.toFixed(seconds < 10 ? 3 : seconds < 100 ? 2 : 1);
  for (const part of parts) lines.push(`${time} ${part}`);
  return goesOn;
}

/** Text whose last line ends, so that something else can follow. */
export function wholeLines(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

/** The end of a line that grew too long; the line itself, if it did not. */
export function shorten(line: string): string {
  return line.length > LONGEST ? line.slice(-LONGEST / 2) : line;
}
