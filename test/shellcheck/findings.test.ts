import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostic.ts';
import type { Preset } from '../../src/lint/presets.ts';
import { type Dockerfile, parse } from '../../src/parser/parse.ts';
import { diagnose } from '../../src/shellcheck/diagnose.ts';
import { scriptsOf } from '../../src/shellcheck/scripts.ts';
import { ShellCheck } from '../../src/shellcheck/shellcheck.ts';
import { readFixture, renderFixture } from '../rules/fixture.ts';
import { describeEach } from './engines.ts';

const path = join(import.meta.dirname, '../../fixtures/shellcheck.md');
const fixture = readFixture(readFileSync(path, 'utf8'));

/** Codes that every version of ShellCheck gives for the same; others come and go. */
const lasting = ['SC1046', 'SC2086', 'SC2154', 'SC2164', 'SC2291', 'SC3010', 'SC3043'];

describeEach('ShellCheck finds what is in the fixture', (engine) => {
  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
  ])('at the same places, with %s', async (_, newline) => {
    const shellcheck = new ShellCheck(engine, null);
    const files = fixture
      .flatMap((part) => (part.kind === 'case' ? [part] : []))
      .map((part) => {
        const dockerfile = parse(part.dockerfile.replaceAll('\n', newline));
        const scripts = scriptsOf(dockerfile, { strictlyPosix: part.preset === 'hadolint' });
        return { id: idOf(part.dockerfile, part.preset), dockerfile, scripts };
      });
    const texts = files.flatMap(({ scripts }) => scripts.map(({ text }) => text));
    await shellcheck.check(texts, new AbortController().signal);
    const findings = new Map(
      files.map(({ dockerfile, id, scripts }) => {
        const found = scripts.flatMap((script) => diagnose(script, shellcheck.remarks(script.text) ?? []));
        return [id, renderFindings(dockerfile, found)];
      }),
    );
    const rendered = renderFixture(fixture, (text, _, preset) => findings.get(idOf(text, preset)) ?? '');
    await expect(rendered).toMatchFileSnapshot(path);
  });
});

function idOf(dockerfile: string, preset: Preset): string {
  return `${preset} ${dockerfile}`;
}

/** `line:column-line:column code text`, a line for each finding. */
function renderFindings({ source }: Dockerfile, found: readonly Diagnostic[]): string {
  const lines = found
    .filter(({ code }) => lasting.includes(code))
    .map(({ code, span }) => {
      const [start, end] = [source.position(span.start), source.position(span.end)];
      const words = source.text.slice(span.start, span.end).replace(/\r?\n/g, '⏎');
      return `${start.line}:${start.column}-${end.line}:${end.column} ${code} ${words}\n`;
    });
  return lines.join('');
}
