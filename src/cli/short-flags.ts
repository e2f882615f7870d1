import type { OptionSpec, OptionSpecs } from './command.ts';

/**
 * Writes a flag that is a letter with a value, as in `-xq=false`, by its long name: `-x --quiet=false`. Node's `parseArgs` would take
 * what is behind the `=` for letters, too.
 */
export function spellOutFlags(argv: readonly string[], specs: OptionSpecs): readonly string[] {
  const letters = new Map(
    Object.entries(specs).flatMap(([name, spec]) =>
      spec.short === undefined ? [] : [[spec.short, { name, spec }] as const],
    ),
  );
  const result: string[] = [];
  let isValue = false;
  for (const [at, word] of argv.entries()) {
    if (word === '--' && !isValue) return [...result, ...argv.slice(at)];
    const isOption: boolean = !isValue && word.startsWith('-');
    const flags = isOption ? leadingFlags(word, letters) : '';
    const last = letters.get(flags.at(-1) ?? '');
    const rest = word.slice(1 + flags.length);
    if (last !== undefined && /^=./s.test(rest)) {
      const others = flags.slice(0, -1);
      result.push(...(others === '' ? [] : [`-${others}`]), `--${last.name}${rest}`);
    } else result.push(word);
    isValue = isOption && takesNext(word.startsWith('--') ? specs[word.slice(2)] : letters.get(rest)?.spec);
  }
  return result;
}

type Letters = ReadonlyMap<string, { readonly name: string; readonly spec: OptionSpec }>;

/** The letters of a word such as `-qx` that are flags, up to the first that is none. */
function leadingFlags(word: string, letters: Letters): string {
  const all = [...word.slice(1)];
  const end = all.findIndex((letter) => letters.get(letter)?.spec.type !== 'flag');
  return all.slice(0, end === -1 ? all.length : end).join('');
}

/** Whether the next word is the option's value. */
function takesNext(spec: OptionSpec | undefined): boolean {
  return spec?.type === 'string' || spec?.type === 'strings';
}
