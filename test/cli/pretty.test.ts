import { describe, expect, it } from 'vitest';
import pretty from '../../src/cli/reporters/pretty.ts';
import { createStyle } from '../../src/cli/style.ts';
import { noAssumptions } from '../../src/model/assumptions.ts';
import { parse } from '../../src/parser/parse.ts';

/** The finding about a part of a text, as it is shown; the part is given by where it begins and what it is. */
function show(text: string, part: string, columns = 60, start = text.indexOf(part)): string {
  const span = { start, end: start + part.length };
  const finding = {
    rule: 'some-rule',
    code: 'DL9999',
    severity: 'warning',
    message: 'Do `this`.',
    span,
  } as const;
  const reporter = pretty({ style: createStyle(false), columns, quiet: false });
  const dockerfile = parse(text);
  const { source } = dockerfile;
  return reporter.file({
    file: 'Dockerfile',
    source,
    dockerfile: () => dockerfile,
    preset: 'recommended',
    rules: [],
    assumptions: () => noAssumptions,
    diagnostics: [finding],
  });
}

/** The code frame alone. */
function frame(...args: Parameters<typeof show>): readonly string[] {
  return show(...args)
    .split('\n')
    .slice(2, -3);
}

describe('a finding', () => {
  it('shows where, what and the code it is about', () => {
    expect(show('# base\nFROM debian:latest\n', 'latest')).toBe(
      [
        'warning[DL9999]: Do `this`.',
        '   ╭─ Dockerfile:2:13',
        ' 2 │ FROM debian:latest',
        '   │             ^^^^^^',
        '   ╰─ some-rule',
        '',
        '',
      ].join('\n'),
    );
  });

  it('makes room for long line numbers', () => {
    expect(frame(`${'\n'.repeat(122)}FROM x`, 'x')).toEqual([' 123 │ FROM x', '     │      ^']);
  });

  it.each([
    ['tabs', '\tRUN\ta\tb', 'a', '    RUN a   b', '        ^'],
    ['a range that is a tab', 'RUN\ta', '\t', 'RUN a', '   ^'],
    ['wide characters', 'RUN 中文 ok', 'ok', 'RUN 中文 ok', '         ^^'],
    ['a wide range', 'RUN 中文 ok', '中文', 'RUN 中文 ok', '    ^^^^'],
    ['an emoji of several code points', 'RUN 👩‍👩‍👧 ok', 'ok', 'RUN 👩‍👩‍👧 ok', '       ^^'],
    ['a combining accent', 'RUN e\u0301 ok', 'ok', 'RUN e\u0301 ok', '      ^^'],
    ['control characters', 'RUN \u001B[31m ok', 'ok', 'RUN ␛[31m ok', '          ^^'],
    ['what turns the direction of writing', 'RUN \u202E ok', 'ok', 'RUN <U+202E> ok', '             ^^'],
    ['half a surrogate pair', 'RUN \uD83D ok', 'ok', 'RUN <U+D83D> ok', '             ^^'],
    ['a range of nothing', 'RUN ok', '', 'RUN ok', '^'],
    ['a carriage return at the end', 'RUN ok\r\nRUN no', 'ok\r\n', 'RUN ok', '    ^^'],
  ])('has carets in place with %s', (_, text, part, line, carets) => {
    expect(frame(text, part)).toEqual([` 1 │ ${line}`, `   │ ${carets}`]);
  });

  it('has a caret behind the end of a line, and in an empty file', () => {
    expect(frame('FROM', '', 60, 4)).toEqual([' 1 │ FROM', '   │     ^']);
    expect(frame('', '')).toEqual([' 1 │', '   │ ^']);
  });
});

describe('a long line', () => {
  const words = Array.from({ length: 200 }, (_, index) => `word${index}`).join(' ');

  it.each(['word0', 'word3', 'word100', 'word198', 'word199'])('is cut around %s', (word) => {
    const [line = '', carets = ''] = frame(words, word, 50);
    expect(line.length).toBeLessThanOrEqual(50);
    expect(carets.length).toBeLessThanOrEqual(50);
    const at = carets.indexOf('^');
    expect(line.slice(at, at + word.length)).toBe(word);
    expect(carets.slice(at)).toBe('^'.repeat(word.length));
    expect(line.startsWith(' 1 │ …')).toBe(!['word0', 'word3'].includes(word));
    expect(line.endsWith('…')).toBe(!['word198', 'word199'].includes(word));
  });

  it('shows the beginning of a range that is too wide', () => {
    const [line = '', carets = ''] = frame(`RUN a ${'x'.repeat(99)} b`, 'x'.repeat(99), 40);
    expect(line).toBe(` 1 │ …N a ${'x'.repeat(29)}…`);
    expect(carets).toBe(`   │      ${'^'.repeat(29)}`);
  });

  it('is cut between wide characters', () => {
    const [line = '', carets = ''] = frame(`${'中'.repeat(100)}ok${'文'.repeat(100)}`, 'ok', 41);
    expect(line).toMatch(/^ 1 │ …中+ok文+…$/u);
    const columnsBefore = [...line.slice(0, line.indexOf('ok'))].length + (line.match(/中/g)?.length ?? 0);
    expect(carets.indexOf('^')).toBe(columnsBefore);
  });

  it('may be very long', () => {
    const text = `${'a'.repeat(3_000_000)} ok ${'b'.repeat(3_000_000)}`;
    expect(frame(text, 'ok', 40)[0]).toMatch(/^ 1 │ …a+ ok b+…$/);
  });
});

describe('a range over several lines', () => {
  const text = 'RUN a && \\\n\tb && \\\n\tc\nCMD x\n';

  it('has a bracket beside it', () => {
    expect(frame(text, text.slice(0, text.indexOf('CMD')))).toEqual([
      ' 1 │ ┌ RUN a && \\',
      ' 2 │ │     b && \\',
      ' 3 │ └     c',
    ]);
  });

  it('is shortened in the middle', () => {
    const lines = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`).join('\n');
    expect(frame(lines, lines)).toEqual([
      '  1 │ ┌ line 1',
      '  2 │ │ line 2',
      '  3 │ │ line 3',
      '  4 │ │ line 4',
      '  … │ │',
      ' 20 │ └ line 20',
    ]);
  });
});
