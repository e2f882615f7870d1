import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../src/rules/index.ts';
import { renderFindings } from './findings.ts';
import { readFixture, renderFixture } from './fixture.ts';

const folder = join(import.meta.dirname, '../../fixtures/rules');

describe.each(rules.map((rule) => [rule.name, rule] as const))('%s', (name, rule) => {
  const path = join(folder, `${name}.md`);
  const markdown = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const parts = readFixture(markdown);
  const findingsOf = (text: string): string => renderFindings(text, [rule], 'all');
  const cases = parts.filter((part) => part.kind === 'case');

  it('has bad and good cases in its fixture', () => {
    expect(markdown.startsWith(`# ${name}\n`)).toBe(true);
    expect(new Set(cases.map(({ section }) => section))).toEqual(new Set(['Bad', 'Good']));
  });

  it('finds what the fixture says', async () => {
    const rendered = renderFixture(parts, (dockerfile) => findingsOf(dockerfile));
    await expect(rendered).toMatchFileSnapshot(path);
  });

  it.each(cases.map(({ dockerfile, section }) => [section, dockerfile] as const))(
    '%s: %j',
    (section, dockerfile) => {
      const found = findingsOf(dockerfile);
      expect(found.length > 0).toBe(section === 'Bad');
      expect(findingsOf(dockerfile.replaceAll('\n', '\r\n'))).toEqual(found);
    },
  );
});
