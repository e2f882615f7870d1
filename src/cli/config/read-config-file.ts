import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Checker, type ConfigPath } from '../../lint/config/checker.ts';
import { systemErrorWords } from '../input/system-error.ts';
import { showPath } from '../show-path.ts';
import { ConfigError } from './config-error.ts';
import { ConfigText } from './config-text.ts';
import { entryOf } from './entry-of.ts';

/** A configuration file that was read, and a checker for what it says. */
export interface ConfigFile {
  readonly value: unknown;
  readonly checker: Checker;
  /** Throws a `ConfigError` if the checker has taken down a mistake. */
  assertCorrect(): void;
}

/** Reads a file (absolute) that is YAML or JSON; of a package.json only what it says for dlint. Throws a `ConfigError` where it cannot. */
export function readConfigFile(file: string, cwd: string): ConfigFile {
  const text = ConfigText.parse(showPath(file, cwd), readBytes(file, cwd));
  const below: ConfigPath = basename(file) === 'package.json' ? ['dlint'] : [];
  const checker = new Checker();
  return {
    value: below.reduce<unknown>(entryOf, text.toValue()),
    checker,
    assertCorrect() {
      if (checker.mistakes.length > 0) throw new ConfigError(text.locate(checker.mistakes, below));
    },
  };
}

function readBytes(file: string, cwd: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new ConfigError([`${showPath(file, cwd)}: ${systemErrorWords(error)}`]);
  }
}
