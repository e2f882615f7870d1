import { readFileSync } from 'node:fs';
import { Checker, type ConfigPath } from '../../lint/config/checker.ts';
import { readConfigFile } from '../config/read-config-file.ts';
import { type BaselineEntries, type FileEntries, keyOf } from './baseline-entries.ts';

/** The version of the format that is read and written. */
export const BASELINE_VERSION = 1;

/** Reads a baseline (absolute). Throws a `ConfigError`, with the place, for what is none. */
export function readBaseline(file: string, cwd: string): BaselineEntries {
  const quick = readQuickly(file);
  if (quick !== undefined) return quick;
  // Only for what is wrong are places needed, which cost much more.
  const { assertCorrect, checker, value } = readConfigFile(file, cwd);
  const entries = readEntries(value, checker);
  assertCorrect();
  return entries;
}

function readQuickly(file: string): BaselineEntries | undefined {
  const checker = new Checker();
  try {
    const entries = readEntries(JSON.parse(readFileSync(file, 'utf8')), checker);
    return checker.mistakes.length === 0 ? entries : undefined;
  } catch {
    return undefined;
  }
}

function readEntries(value: unknown, checker: Checker): BaselineEntries {
  const { files, version } = checker.mapping(value, [], ['version', 'files']);
  if (version !== BASELINE_VERSION)
    checker.wrong(
      ['version'],
      `a baseline of version ${BASELINE_VERSION} is needed: remove this one and write it anew with --update-baseline`,
    );
  const read = checker
    .entries(files, ['files'])
    .map(([name, list]) => [name, readFile(list, ['files', name], checker)] as const);
  return new Map(read);
}

function readFile(value: unknown, path: ConfigPath, checker: Checker): FileEntries {
  const entries = new Map<string, number>();
  for (const [index, item] of checker.list(value, path).entries()) {
    const at = [...path, index];
    const found = checker.mapping(item, at, ['rule', 'fingerprint', 'count']);
    const rule = checker.string(found.rule, [...at, 'rule']) ?? '';
    const fingerprint = checker.string(found.fingerprint, [...at, 'fingerprint']) ?? '';
    const key = keyOf(rule, fingerprint);
    const count = checker.number(found.count, [...at, 'count']) ?? 1;
    entries.set(key, (entries.get(key) ?? 0) + count);
  }
  return entries;
}
