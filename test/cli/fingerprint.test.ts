import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprints, problemOf } from '../../src/cli/lint/fingerprint.ts';
import type { Diagnostic } from '../../src/diagnostic.ts';
import { lint } from '../../src/lint/lint.ts';
import { parse } from '../../src/parser/parse.ts';
import { rules } from '../../src/rules/index.ts';

const text = `FROM debian:latest
RUN apt-get update && \\
    apt-get install \\
      curl \\
      wget
RUN apt-get install curl
RUN apt-get install curl
CMD echo one
CMD echo two
`;

function printsOf(text: string): readonly string[] {
  const dockerfile = parse(text);
  const diagnostics = lint(dockerfile, { rules, preset: 'all' });
  const prints = fingerprints(diagnostics, dockerfile.source);
  return prints.map((print, index) => `${print} ${diagnostics[index]?.rule}`);
}

/** The fingerprints that one text has and the other has not. */
function newIn(changed: string, before = text): readonly string[] {
  const known = new Set(printsOf(before));
  return printsOf(changed).filter((print) => !known.has(print));
}

describe('fingerprints', () => {
  it('are different for each finding of a file', () => {
    const prints = printsOf(text);
    expect(prints.length).toBeGreaterThan(10);
    expect(new Set(prints).size).toBe(prints.length);
    for (const print of prints) expect(print).toMatch(/^[0-9a-f]{32} /);
  });

  it.each([
    ['comments and blank lines before', `# one\n\n# two\n${text}`],
    ['another indentation', text.replace(/^ +/gm, '\t')],
    ['line breaks of Windows', text.replaceAll('\n', '\r\n')],
    ['a command behind', text.replace('wget\n', 'wget && \\\n    true\n')],
    ['a line put between', text.replace('CMD echo one', 'WORKDIR /srv\nCMD echo one')],
  ])('stay with %s', (_, changed) => {
    expect(newIn(changed)).toEqual([]);
  });

  it('are new on a line that says something else', () => {
    expect(newIn(text.replace('CMD echo two', 'CMD echo three')).length).toBeGreaterThan(0);
  });

  it('tell what is alike by counting', () => {
    const more = text.replace('CMD echo one', 'RUN apt-get install curl\nCMD echo one');
    const rulesOf = (prints: readonly string[]): readonly string[] => prints.map((print) => print.slice(33));
    expect(rulesOf(newIn(more))).toContain('apt-get-without-yes');
    expect(newIn(text, more)).toEqual([]);
  });

  it('stay wherever blank lines come', () => {
    const lines = text.split('\n').slice(5);
    fc.assert(
      fc.property(fc.array(fc.nat(3), { minLength: lines.length, maxLength: lines.length }), (gaps) => {
        const head = text.split('\n').slice(0, 5);
        const changed = [...head, ...lines.flatMap((line, at) => [...Array(gaps[at]).fill(''), line])].join(
          '\n',
        );
        expect(newIn(changed)).toEqual([]);
      }),
    );
  });

  it('name the code of another tool, and our rules by their names', () => {
    const found: Diagnostic = {
      rule: 'x',
      code: 'DL3007',
      severity: 'info',
      message: '',
      span: { start: 0, end: 0 },
    };
    expect(problemOf(found)).toBe('x');
    expect(problemOf({ ...found, rule: 'shellcheck', code: 'SC2086' })).toBe('SC2086');
  });
});
