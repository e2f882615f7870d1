import { describe, expect, it } from 'vitest';
import { parse } from '../../src/parser/parse.ts';
import { commandEnd } from '../../src/shell/command-end.ts';
import { readRun } from '../../src/shell/run-script.ts';
import { parseScript } from '../../src/shell/script.ts';

const many = 5_000;

/** Scripts of which a naive reader's stack, or its time, would not survive the depth. */
const scripts: Readonly<Record<string, string>> = {
  substitutions: '$('.repeat(many),
  'substitutions that seem to close': "$(')' ".repeat(many),
  'quoted substitutions': '"$('.repeat(many),
  'process substitutions that seem to close': "<(')' ".repeat(many),
  'backticks in backticks': 'a `\\`\\\\`'.repeat(many),
  variables: '${a:-'.repeat(many),
  arithmetic: '$(('.repeat(many),
  subshells: '('.repeat(many),
  groups: '{ '.repeat(many),
  conditions: 'if '.repeat(many),
  loops: 'while x; do '.repeat(many),
  cases: 'case x in a) '.repeat(many),
  functions: 'f() '.repeat(many),
  'functions by keyword': 'function f '.repeat(many),
  coprocesses: 'coproc '.repeat(many),
  'here-documents': 'a <<E '.repeat(many),
  arrays: 'a=('.repeat(many),
  'scripts in scripts': 'sh -c "'.repeat(many),
  'searches in searches': 'find -exec '.repeat(many),
};

describe('scripts that nest without end', () => {
  it.each(Object.entries(scripts))('%s', (_, script) => {
    const { unread } = parseScript(script, (start, end) => ({ start, end }));
    const isHarmless = script.startsWith('find') || script.startsWith('sh -c');
    expect(unread).toHaveLength(isHarmless ? 0 : 1);
    expect(commandEnd(script, 0)).toBeLessThanOrEqual(script.length);
  });
});

describe('long scripts that do not nest', () => {
  it.each([
    ['sudo', 'sudo '.repeat(many), 9],
    ['command', 'command '.repeat(many), 1],
    ['find', `find ${"-exec sh -c 'a' \\; ".repeat(many)}`, 1 + 2 * many],
    ['lists', 'a && '.repeat(many), many],
    ['branches', `if a; then b; ${'elif c; then d; '.repeat(many)}fi`, 2 * many + 2],
    ['words', `a ${'b '.repeat(many)}`, 1],
    ['flags', `sudo -${'E'.repeat(many)} a`, 2],
    ['here-documents', 'bash <<E\na\nE\n'.repeat(1000), 2000],
  ])('%s', (_, script, count) => {
    expect(parseScript(script, (start, end) => ({ start, end })).commands).toHaveLength(count);
  });
});

describe('what cannot be read', () => {
  it.each([
    ["a; echo 'b", 8, 'unterminated single quote'],
    ['a "$(b; if c)"', 12, "expected 'then'"],
    ['a $(b ( ) c', 2, 'unterminated command substitution'],
  ])('is located: %s', (script, start, reason) => {
    const { commands, unread } = parseScript(script, (from, to) => ({ start: from, end: to }));
    expect(commands[0]?.name).toBe('a');
    expect(unread).toMatchObject([{ reason, span: { start } }]);
  });
});

it.each([
  ['here-documents without end', `FROM a\nRUN ${'<<A '.repeat(many)}\n`],
  ['one with a body, and those behind it', `FROM a\nRUN ${'<<A '.repeat(many)}\nbody`],
])('what cannot be read lies in the file: %s', (_, text) => {
  const { document } = parse(text);
  const run = document.items.find((item) => item.kind === 'Run');
  const unread = run?.kind === 'Run' ? readRun(run, ['/bin/sh']).unread : [];
  expect(unread).toHaveLength(1);
  expect(unread[0]?.span.end).toBeLessThanOrEqual(text.length);
});
