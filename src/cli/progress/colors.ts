import type { Io } from '../io.ts';
import type { Look } from './job.ts';

/** SGR parameters (ECMA-48, 8.3.117) of each look; empty for none. */
export type Colors = Readonly<Record<Look, string>>;

const NAMES: ReadonlyMap<string, string> = new Map([
  ['default', '39'],
  ...palette(30, ''),
  ...palette(90, 'light-'),
]);
const NONE: Colors = { run: '', cancel: '', warning: '', error: '' };
const BLUE = '34';
const CYAN = '36';
const YELLOW = '33';
const RED = '31';

interface ColorSettings {
  readonly colors: Colors;
  /** What of BUILDKIT_COLORS cannot be understood, each as a sentence. */
  readonly mistakes: readonly string[];
}

/** BuildKit's colours: none with NO_COLOR, else its own with those of BUILDKIT_COLORS (`run=green:error=255,0,0`). */
export function readColors({ NO_COLOR, BUILDKIT_COLORS }: Io['env'], platform: string): ColorSettings {
  if (NO_COLOR) return { colors: NONE, mistakes: [] };
  const run = platform === 'win32' ? CYAN : BLUE;
  const colors: Record<Look, string> = { run, cancel: YELLOW, warning: YELLOW, error: RED };
  const mistakes: string[] = [];
  for (const field of BUILDKIT_COLORS ? BUILDKIT_COLORS.split(':') : []) {
    const [name = '', value = ''] = field.toLowerCase().split('=');
    const color = NAMES.get(value) ?? fromRgb(value);
    if (isLook(name) && color !== undefined) colors[name] = color;
    else mistakes.push(`BUILDKIT_COLORS: '${field}' is not run, cancel, warning or error with a colour`);
  }
  return { colors, mistakes };
}

/** Text in a colour. */
export function painted(text: string, parameters: string): string {
  return parameters === '' ? text : `\u001B[${parameters}m${text}\u001B[0m`;
}

function isLook(name: string): name is Look {
  return Object.hasOwn(NONE, name);
}

function palette(first: number, prefix: string): readonly (readonly [name: string, parameters: string])[] {
  const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];
  return names.map((name, index) => [`${prefix}${name}`, String(first + index)]);
}

/** The nearest of the 216 colours that terminals have in six steps of red, green and blue. */
function fromRgb(value: string): string | undefined {
  const parts = /^(\d{1,3}),(\d{1,3}),(\d{1,3})$/.exec(value)?.slice(1).map(Number);
  if (parts === undefined || parts.some((part) => part > 255)) return undefined;
  const [red = 0, green = 0, blue = 0] = parts.map((part) => Math.floor(part / 43));
  return `38;5;${16 + 36 * red + 6 * green + blue}`;
}
