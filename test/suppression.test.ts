import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { rules } from '../src/rules/index.ts';
import { renderFindings } from './rules/findings.ts';
import { readFixture, renderFixture } from './rules/fixture.ts';

const path = join(import.meta.dirname, '../fixtures/suppression.md');
const chosen = rules.filter(({ name }) => ['latest-tag', 'multiple-cmd'].includes(name));

it('takes out what comments ask for', async () => {
  const rendered = renderFixture(readFixture(readFileSync(path, 'utf8')), (text) =>
    renderFindings(text, chosen, 'recommended'),
  );
  await expect(rendered).toMatchFileSnapshot(path);
});
