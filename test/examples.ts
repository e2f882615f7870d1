import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** An example and, below it, what it prints. */
const EXAMPLE = /```js\n(?<code>.*?)```\n(?:\n```text\n(?<output>.*?)```\n)?/gs;

/** An example of a page. */
interface Example {
  readonly code: string;
  /** What it prints, where the page says so. */
  readonly output: string | undefined;
}

/** The examples of a page, by its path in this project. */
export function examplesOf(page: string): readonly Example[] {
  const found = [...readFileSync(join(root, page), 'utf8').matchAll(EXAMPLE)];
  return found.map(({ groups = {} }) => ({ code: groups.code ?? '', output: groups.output }));
}

/** Examples as `it.each` takes them. */
export function exampleRows(examples: readonly Example[]): [code: string, output: string | undefined][] {
  return examples.map(({ code, output }) => [code, output]);
}

/** Runs an example inside the package, where it is found by its own name, and gives what it printed. */
export function runExample(
  code: string,
  cwd = root,
  environment: Readonly<Record<string, string>> = {},
): string {
  const file = join(root, `.example-${process.pid}-${randomBytes(4).toString('hex')}.mjs`);
  writeFileSync(file, code);
  try {
    const env = { PATH: process.env.PATH, ...environment };
    return execFileSync(process.execPath, [file], { cwd, encoding: 'utf8', env });
  } finally {
    rmSync(file);
  }
}
