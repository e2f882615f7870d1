import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../src/cli/render-markdown.ts';
import { createStyle } from '../../src/cli/style.ts';
import { presets } from '../../src/lint/presets.ts';
import { rules } from '../../src/rules/index.ts';
import { run } from './run.ts';

describe('dlint rules', () => {
  it('lists each rule in a line', async () => {
    const { exit, stdout } = await run(['rules']);
    expect(exit).toBe(0);
    expect(stdout.split('\n')).toHaveLength(rules.length + 1);
    expect(stdout).toMatch(/^DL3007 +latest-tag +warning +Base image tagged `latest`$/m);
  });

  it('gives everything about each rule as JSON', async () => {
    const listed = JSON.parse((await run(['rules', '-f', 'json'])).stdout);
    expect(listed.map(({ name }: { readonly name: string }) => name)).toEqual(rules.map(({ name }) => name));
    expect(listed).toContainEqual(
      expect.objectContaining({
        name: 'latest-tag',
        code: 'DL3007',
        severity: 'warning',
        aliases: { hadolint: 'DL3007' },
      }),
    );
  });

  it.each(presets)('lists those of %s', async (preset) => {
    const { stdout } = await run(['rules', '--preset', preset, '-f', 'json']);
    const listed: readonly { readonly presets: object }[] = JSON.parse(stdout);
    expect(listed.length).toBeGreaterThan(0);
    for (const rule of listed) expect(rule.presets).toHaveProperty(preset);
    expect((await run(['rules', '--preset', preset])).stdout.match(/\n/g)).toHaveLength(listed.length);
  });

  it('takes no operands', async () => {
    expect(await run(['rules', 'DL3007'])).toEqual({
      exit: 2,
      stdout: '',
      stderr: "dlint: takes no 'DL3007'; dlint explain shows one rule (see dlint rules --help)\n",
    });
  });
});

describe('dlint explain', () => {
  const pageOf = (name: string): string =>
    readFileSync(join(import.meta.dirname, `../../docs/rules/${name}.md`), 'utf8');

  it.each([['latest-tag'], ['DL3007']])('shows the page of a rule, by %s', async (id) => {
    expect(await run(['explain', id])).toEqual({ exit: 0, stdout: pageOf('latest-tag'), stderr: '' });
  });

  it('knows a page for every rule', async () => {
    const { exit, stdout } = await run(['explain', ...rules.map(({ name }) => name)]);
    expect(exit).toBe(0);
    for (const { name } of rules) expect(stdout).toContain(`# ${name}\n`);
  });

  it('knows what is no rule', async () => {
    expect((await run(['explain', 'DL1000'])).stdout).toContain('BuildKit refuses');
    expect((await run(['explain', 'SC2086'])).stdout).toContain('https://www.shellcheck.net/wiki/SC2086');
  });

  it.each([
    [['latest-tags'], 'unknown rule `latest-tags`, did you mean `latest-tag`?'],
    [['dl3007'], 'unknown rule `dl3007`, did you mean `DL3007`?'],
    [[], 'name a rule, by code or name; dlint rules lists them'],
  ])('%j is wrong usage', async (operands, message) => {
    expect(await run(['explain', ...operands])).toEqual({
      exit: 2,
      stdout: '',
      stderr: `dlint: ${message} (see dlint explain --help)\n`,
    });
  });

  it('is laid out for a terminal', async () => {
    const { stdout } = await run(['explain', 'DL3007'], { isTerminal: true, columns: 60 });
    expect(stdout).toContain('\u001B[1mlatest-tag\u001B[22m');
    expect(stdout).not.toMatch(/```|^#|^\|/m);
    const plain = await run(['explain', '--no-color', 'DL3007'], { isTerminal: true, columns: 60 });
    expect(plain.stdout).not.toContain('\u001B');
  });
});

describe('Markdown on a terminal', () => {
  const page = [
    '# A',
    '',
    'One two `three`',
    'four [five](url).',
    '',
    '| | |',
    '| :- | :- |',
    '| Name | `中\\|x` |',
    '| B | **c** |',
    '',
    '````dockerfile',
    'RUN ```',
    '',
    '# x',
    '````',
    'End',
  ];

  it('has no marks', () => {
    const shown = renderMarkdown(`${page.join('\n')}\n`, createStyle(false), 16);
    const lines = ['A', '', 'One two three', 'four five.', '', 'Name  中|x', 'B     c', ''];
    expect(shown.split('\n')).toEqual([...lines, '  │ RUN ```', '  │', '  │ # x', '', 'End', '']);
  });
});
