import { type Checked, right, wrong } from '../word/checked.ts';
import { parseGoInteger } from '../word/go-number.ts';
import { upperCase } from './letter-case.ts';

const NAMES =
  'HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS';
const ALIASES = { IOT: 6, CLD: 17, POLL: 29 };
const RTMIN = 34;
const RTMAX = 64;

/** The number of each signal of Linux by its name without `SIG`. */
const numbers: ReadonlyMap<string, number> = new Map([
  ...NAMES.split(' ').map((name, index): [string, number] => [name, index + 1]),
  ...Object.entries(ALIASES),
  ['RTMIN', RTMIN],
  ['RTMAX', RTMAX],
  ...Array.from({ length: 15 }, (_, index): [string, number] => [`RTMIN+${index + 1}`, RTMIN + index + 1]),
  ...Array.from({ length: 14 }, (_, index): [string, number] => [`RTMAX-${index + 1}`, RTMAX - index - 1]),
]);

/** The number of a signal given by number or name, with or without `SIG`, in any case (Dockerfile reference, "STOPSIGNAL"). */
export function parseSignal(text: string): Checked<number> {
  const number = parseGoInteger(text) ?? numbers.get(upperCase(text).replace(/^SIG/, ''));
  return number ? right(number) : wrong(`invalid signal: ${text}`);
}
