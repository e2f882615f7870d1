import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lint } from '../../src/lint/lint.ts';
import type { Rule } from '../../src/lint/rule.ts';
import { parse } from '../../src/parser/parse.ts';
import { rules } from '../../src/rules/index.ts';
import { readFixture, renderFixture } from './fixture.ts';

const folder = join(import.meta.dirname, '../../fixtures/rules');

/** `line:column-line:column severity code message` for each finding of one rule. */
function findingsOf(rule: Rule, text: string): readonly string[] {
  const dockerfile = parse(text);
  const diagnostics = lint(dockerfile, { rules: [rule], preset: 'all' });
  return diagnostics.map(({ code, message, severity, span }) => {
    const [start, end] = [dockerfile.source.position(span.start), dockerfile.source.position(span.end)];
    return `${start.line}:${start.column}-${end.line}:${end.column} ${severity} ${code} ${message}\n`;
  });
}

describe.each(rules.map((rule) => [rule.name, rule] as const))('%s', (name, rule) => {
  const path = join(folder, `${name}.md`);
  const markdown = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const parts = readFixture(markdown);
  const cases = parts.filter((part) => part.kind === 'case');

  it('has bad and good cases in its fixture', () => {
    expect(markdown.startsWith(`# ${name}\n`)).toBe(true);
    expect(new Set(cases.map(({ section }) => section))).toEqual(new Set(['bad', 'good']));
  });

  it('finds what the fixture says', async () => {
    const rendered = renderFixture(parts, (dockerfile) => findingsOf(rule, dockerfile).join(''));
    await expect(rendered).toMatchFileSnapshot(path);
  });

  it.each(cases.map(({ dockerfile, section }) => [section, dockerfile] as const))(
    '%s: %j',
    (section, dockerfile) => {
      const found = findingsOf(rule, dockerfile);
      expect(found.length > 0).toBe(section === 'bad');
      expect(findingsOf(rule, dockerfile.replaceAll('\n', '\r\n'))).toEqual(found);
    },
  );
});
