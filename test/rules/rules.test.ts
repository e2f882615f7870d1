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
  const findingsOf: Parameters<typeof renderFixture>[1] = (text, options, preset, assumptions) =>
    renderFindings(text, [rule], preset, options, assumptions);
  const cases = parts.filter((part) => part.kind === 'case');

  it('has bad and good cases in its fixture', () => {
    expect(markdown.startsWith(`# ${name}\n`)).toBe(true);
    expect(new Set(cases.map(({ section }) => section))).toEqual(new Set(['Bad', 'Good']));
  });

  it('finds what the fixture says', async () => {
    const rendered = renderFixture(parts, findingsOf);
    await expect(rendered).toMatchFileSnapshot(path);
  });

  it.each(cases.map((each) => [each.section, each.dockerfile, each] as const))(
    '%s: %j',
    (section, dockerfile, { assumptions, options, preset }) => {
      const found = findingsOf(dockerfile, options, preset, assumptions);
      expect(found.length > 0).toBe(section === 'Bad');
      const withCr = dockerfile.replaceAll('\n', '\r\n');
      expect(findingsOf(withCr, options, preset, assumptions)).toEqual(found);
    },
  );
});
