import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { renderFindings } from './rules/findings.ts';
import { readFixture, renderFixture } from './rules/fixture.ts';

const path = join(import.meta.dirname, '../fixtures/refusals.md');

it('names every part that BuildKit refuses', async () => {
  const rendered = renderFixture(readFixture(readFileSync(path, 'utf8')), (text) =>
    renderFindings(text, [], 'buildkit'),
  );
  await expect(rendered).toMatchFileSnapshot(path);
});
