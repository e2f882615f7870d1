import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cut, spread, wrap } from '../../../src/cli/progress/columns.ts';
import { cleanLine, TerminalText } from '../../../src/cli/progress/terminal-text.ts';

function shown(...parts: readonly string[]): readonly string[] {
  const text = new TerminalText(3);
  for (const part of parts) text.write(part);
  return text.lines;
}

it.each([
  ['a\nb', ['a', 'b']],
  ['10%\r20%', ['20%']],
  ['windows\r\nlines\r\n', ['windows', 'lines', '']],
  ['ab\b\bxy', ['xy']],
  ['a\tb', ['a       b']],
  ['漢\tb\t\tc', ['漢      b               c']],
  ['a👍\b', ['a']],
  ['\u001B[1;31mred\u001B[0m \u001B[2J\u001B[10;10Hx', ['red x']],
  ['\u001B]8;;https://example.com\u001B\\link\u001B]8;;\u0007', ['link']],
  ['\u001B(Ba\u001B7b\u001BMc', ['abc']],
  ['a\u009B2Jb\u0085c', ['abc']],
  ['left\u202Eright', ['leftright']],
  ['1\n2\n3\n4\n5', ['2', '3', '4', '5']],
])('shows %j as %j', (text, lines) => {
  expect(shown(text)).toEqual(lines);
  expect(shown(...text), 'in parts').toEqual(lines);
});

it('gives up a sequence that does not end', () => {
  expect(shown(`\u001B]${'x'.repeat(5000)}`, 'text')).toEqual(['text']);
});

it('lets nothing through that steers a terminal, wherever output is cut', () => {
  const character = fc.constantFrom(
    '\u001B',
    '[',
    ']',
    '0',
    ';',
    'm',
    'J',
    '\\',
    '\u0007',
    '\r',
    '\b',
    '\u009B',
    'P',
    ' ',
    'é',
  );
  fc.assert(
    fc.property(fc.array(fc.string({ unit: character }), { maxLength: 8 }), (parts) => {
      expect(shown(...parts).join('')).not.toMatch(/\p{Cc}/u);
    }),
  );
});

it('makes one line of a name', () => {
  expect(cleanLine('RUN <<E\necho \u001B[2Jx\nE')).toBe('RUN <<E echo x E');
});

it('keeps the beginning of a long name, and both ends of a huge one', () => {
  expect(cleanLine(`RUN a\t${'x'.repeat(5000)}`)).toBe(`RUN a   ${'x'.repeat(5000)}`);
  expect(cleanLine(`RUN é${'x'.repeat(100_000)}z`)).toMatch(/^RUN éx+…x+z$/);
});

it('counts columns, not characters', () => {
  expect(cut('漢字', 3)).toBe('漢');
  expect(wrap('ab漢字c', 4)).toEqual(['ab漢', '字c']);
  expect(spread('漢', 'r', 6)).toBe('漢   r');
  expect(spread('long', 'r', 2)).toBe('long r');
});
