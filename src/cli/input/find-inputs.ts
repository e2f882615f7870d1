import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Io } from '../io.ts';
import { InputError } from './input.ts';
import { isDirectory } from './is-directory.ts';
import type { Found } from './walk-files.ts';

/** What may make a name a pattern, if there is no file of that name. */
const GLOB = /[*?[{]|[@+!]\(/;

export interface FindOptions {
  /** Files to leave out: patterns as in `.gitignore`, from the working directory. */
  readonly exclude: readonly string[];
  /** What standard input is called. */
  readonly stdinName: string;
}

/**
 * The files that the operands of a command stand for, in their order: files whatever their name, directories with the Dockerfiles below
 * them, patterns, and `-` for standard input; a pattern behind a `!` takes files out of all of these. Without any it is the working
 * directory. What cannot be found comes as an error in its place. Names may occur twice.
 */
export async function findInputs(
  operands: readonly string[],
  { exclude, stdinName }: FindOptions,
  { cwd }: Pick<Io, 'cwd'>,
): Promise<readonly (string | InputError)[]> {
  const isExclusion = (operand: string): boolean => operand.startsWith('!') && !exists(operand, cwd);
  const wanted = operands.filter((operand) => !isExclusion(operand));
  const unwanted = [...exclude, ...operands.filter(isExclusion).map((operand) => operand.slice(1))];
  const found: (string | InputError)[] = [];
  for (const operand of wanted.length === 0 ? ['.'] : wanted) found.push(...(await find(operand, cwd)));
  if (unwanted.length === 0) return found;
  const { FilePatterns } = await import('../config/file-patterns.ts');
  const patterns = new FilePatterns(unwanted.map(withoutDot), cwd);
  const nameOf = (file: string): string => (file === '-' ? stdinName : file);
  return found.filter((file) => file instanceof InputError || !patterns.match(resolve(cwd, nameOf(file))));
}

async function find(operand: string, cwd: string): Promise<readonly (string | InputError)[]> {
  if (operand === '-' || operand === '') return [operand];
  if (isDirectory(operand, cwd)) {
    const { findDockerfiles } = await import('./find-dockerfiles.ts');
    const found = await findDockerfiles(operand, cwd);
    return all(found, `${operand}: no Dockerfile in this directory or below it; name the file`);
  }
  if (!GLOB.test(operand) || exists(operand, cwd)) return [operand];
  const { findGlob, isGlob } = await import('./find-glob.ts');
  return isGlob(operand) ? all(await findGlob(operand, cwd), `${operand}: no file matches`) : [operand];
}

function all({ errors, files }: Found, complaint: string): readonly (string | InputError)[] {
  const isEmpty = files.length === 0 && errors.length === 0;
  return isEmpty ? [new InputError(complaint)] : [...errors, ...files];
}

function exists(file: string, cwd: string): boolean {
  return existsSync(resolve(cwd, file));
}

function withoutDot(pattern: string): string {
  return pattern.replace(/^\.\//, '/');
}
