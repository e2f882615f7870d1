import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Format } from '../../../src/cli/reporters/reporters.ts';
import { describeWithProgram } from './programs.ts';
import { fileReport, show } from './show.ts';

/** Any text, often with what steers a terminal, ends a line, is markup or must not stand in XML. */
const wild = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '\r\n',
        '\t',
        '\0',
        '\u001B[2J',
        '\u009B',
        '\u202E',
        '\u2066',
        '\u2028',
        '\uFFFE',
        '\uD800',
      ),
      fc.constantFrom(
        ']]>',
        '<!--',
        '-->',
        '</script>',
        '&lt;',
        '"',
        "'",
        '`',
        '%0A',
        '::error::',
        '::',
        ',',
      ),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

/** A file called anything, with anything in it, and findings that say anything about any part of it. */
const wildReport = fc
  .record({
    text: wild,
    file: wild,
    messages: fc.array(fc.tuple(wild, fc.nat(60), fc.nat(60)), { maxLength: 4 }),
  })
  .map(({ file, messages, text }) => {
    const found = messages.map(([message, one, other]) => {
      const [start, end] = [one, other].map((offset) => Math.min(offset, text.length)).sort((a, b) => a - b);
      return { message, span: { start: start ?? 0, end: end ?? 0 } };
    });
    return fileReport(text, found, file);
  });

/** What a terminal or a viewer acts on; line breaks are the formats' own. */
const acting = /(?!\n)[\p{Cc}\p{Cs}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;

async function always(format: Format, check: (text: string, findings: number) => void): Promise<void> {
  const property = fc.asyncProperty(fc.array(wildReport, { maxLength: 3 }), async (files) =>
    check(
      await show(format, ...files),
      files.reduce((sum, { diagnostics }) => sum + diagnostics.length, 0),
    ),
  );
  await fc.assert(property, { numRuns: 300 });
}

describe('whatever stands in names and files', () => {
  it.each(['compact', 'tty', 'gnu', 'github', 'codacy', 'jsonl'] as const)(
    '%s has a line for each finding, which steers nothing',
    (format) =>
      always(format, (text, findings) => {
        expect(text).not.toMatch(acting);
        expect(text.split('\n')).toHaveLength(findings + 1);
      }),
  );

  it.each(['pretty', 'buildkit-check'] as const)('%s steers nothing', (format) =>
    always(format, (text) => {
      expect(text).not.toMatch(acting);
    }),
  );

  it('is no workflow command but the one of the finding', () =>
    always('github', (text) => {
      for (const line of text.split('\n').slice(0, -1)) {
        expect(line).toMatch(
          /^::warning file=[^:,]*,line=\d+,endLine=\d+(,col=\d+,endColumn=\d+)?,title=DL3007 latest-tag::/,
        );
      }
    }));

  it.each(['json', 'sarif', 'gitlab', 'rdjson', 'sonarqube'] as const)(
    '%s is JSON that steers nothing',
    (format) =>
      always(format, (text) => {
        expect(text).not.toMatch(acting);
        expect(JSON.parse(text)).toBeTypeOf('object');
      }),
  );

  it('html has no markup but its own', () =>
    always('html', (text) => {
      const body = text.replace(/^.*<main>/s, '').replace(/<\/main>.*$/s, '');
      expect(body.replaceAll('\t', '')).not.toMatch(acting);
      const markup = new Set([...body.matchAll(/<\/?(?<tag>[^\s>]*)/g)].map(({ groups }) => groups?.tag));
      const own = ['details', 'summary', 'span', 'div', 'a', 'code', 'mark', 'p'];
      expect([...markup].filter((tag) => !own.includes(tag ?? ''))).toEqual([]);
      expect(body.replace(/<[^<>]*>/g, '')).not.toMatch(/[<>]/);
    }));
});

describeWithProgram('xmllint', 'XML, read by xmllint', () => {
  it.each(['checkstyle', 'junit'] as const)('%s is well-formed', async (format) => {
    const files = fc.sample(wildReport, { numRuns: 500, seed: 1 });
    const input = await show(format, ...files);
    expect(input).not.toMatch(acting);
    // Throws with what xmllint says.
    execFileSync('xmllint', ['--noout', '--nonet', '-'], { input, stdio: 'pipe' });
  });
});
