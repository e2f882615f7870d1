import { closest } from '../../text/closest.ts';

/** Where something stands in a configuration: keys and indices from its root. */
export type ConfigPath = readonly (string | number)[];

/** What is wrong in a configuration. */
export interface Mistake {
  readonly path: ConfigPath;
  /** Whether the last key of the path is wrong, or what it holds. */
  readonly on: 'key' | 'value';
  /** One line: what is wrong and what to do. */
  readonly message: string;
}

/** Reads values of unknown shape and takes down what is wrong with them; a key without a value counts as not given. */
export class Checker {
  readonly mistakes: Mistake[] = [];

  /** Takes down a mistake in a value. */
  wrong(path: ConfigPath, message: string): undefined {
    this.mistakes.push({ path, on: 'value', message });
  }

  /** Takes down a mistake in a key, the last of the path. */
  wrongKey(path: ConfigPath, message: string): undefined {
    this.mistakes.push({ path, on: 'key', message });
  }

  /** The entries of a mapping. */
  entries(value: unknown, path: ConfigPath): readonly (readonly [key: string, value: unknown])[] {
    if (value === null || value === undefined) return [];
    if (typeof value === 'object' && !Array.isArray(value)) return Object.entries(value);
    this.wrong(path, `${label(path)} is a mapping, not ${describe(value)}`);
    return [];
  }

  /** A mapping of which only these keys are known. */
  mapping<Key extends string>(
    value: unknown,
    path: ConfigPath,
    keys: readonly Key[],
  ): Readonly<Partial<Record<Key, unknown>>> {
    const found: Partial<Record<Key, unknown>> = {};
    for (const [key, entry] of this.entries(value, path)) {
      const known = keys.find((name) => name === key);
      if (known !== undefined) found[known] = entry ?? undefined;
      else this.wrongKey([...path, key], `unknown key \`${key}\`${suggest(key, keys)}`);
    }
    return found;
  }

  list(value: unknown, path: ConfigPath): readonly unknown[] {
    if (value === null || value === undefined) return [];
    if (Array.isArray(value)) return value;
    this.wrong(path, `${label(path)} is a list, not ${describe(value)}`);
    return [];
  }

  /** A list of strings; one alone may stand without its list. */
  strings(value: unknown, path: ConfigPath): readonly string[] {
    if (typeof value === 'string') return [value];
    return this.list(value, path).flatMap((item, index) => this.string(item, [...path, index]) ?? []);
  }

  string(value: unknown, path: ConfigPath): string | undefined {
    if (typeof value === 'string' || value === undefined) return value;
    return this.wrong(path, `${label(path)} is a string, not ${describe(value)}`);
  }

  boolean(value: unknown, path: ConfigPath): boolean | undefined {
    if (typeof value === 'boolean' || value === undefined) return value;
    return this.wrong(path, `${label(path)} is true or false, not ${describe(value)}`);
  }

  number(value: unknown, path: ConfigPath): number | undefined {
    if (typeof value === 'number' || value === undefined) return value;
    return this.wrong(path, `${label(path)} is a number, not ${describe(value)}`);
  }

  choice<Choice extends string>(
    value: unknown,
    path: ConfigPath,
    choices: readonly Choice[],
  ): Choice | undefined {
    const chosen = choices.find((choice) => choice === value);
    if (chosen !== undefined || value === undefined) return chosen;
    const near = typeof value === 'string' ? suggest(value, choices) : '';
    return this.wrong(path, `${label(path)} is one of ${choices.join(', ')}; not ${describe(value)}${near}`);
  }
}

/** `, did you mean …?` where something like the word exists. */
export function suggest(word: string, candidates: readonly string[]): string {
  const same = candidates.find((candidate) => candidate.toLowerCase() === word.toLowerCase());
  const longer = candidates.find((candidate) => word.length > 2 && candidate.startsWith(word));
  const near = same ?? longer ?? closest(word, candidates);
  return near === null ? '' : `, did you mean \`${near}\`?`;
}

/** The key that a value belongs to. */
function label(path: ConfigPath): string {
  const key = path.findLast((part) => typeof part === 'string');
  if (key === undefined) return 'a configuration';
  return typeof path.at(-1) === 'number' ? `each item of \`${key}\`` : `\`${key}\``;
}

const longest = 40;

function describe(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  const text = String(value);
  return `\`${text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text}\``;
}
