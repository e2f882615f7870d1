import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

/** An example and, below it, what it prints. */
const EXAMPLE = /```js\n(?<code>.*?)```\n(?:\n```text\n(?<output>.*?)```\n)?/gs;

/** Runs a module inside the package, where it is found by its own name. */
function runModule(code: string): string {
  const file = join(root, `.example-${process.pid}.mjs`);
  writeFileSync(file, code);
  try {
    return execFileSync(process.execPath, [file], {
      cwd: root,
      encoding: 'utf8',
      env: { PATH: process.env.PATH },
    });
  } finally {
    rmSync(file);
  }
}

describe.each(['README.md', 'docs/library.md'])('%s', (page) => {
  const examples = [...readFileSync(join(root, page), 'utf8').matchAll(EXAMPLE)];

  it('has examples', () => {
    expect(examples.length).toBeGreaterThan(0);
  });

  it.each(examples.map(({ groups = {} }) => [groups.code ?? '', groups.output]))('%s', (code, output) => {
    const printed = runModule(code);
    if (output === undefined) expect(printed).not.toBe('');
    else expect(printed).toBe(output);
  });
});
