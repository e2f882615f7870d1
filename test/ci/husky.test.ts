import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blockWith, page } from './page.ts';
import { UserProject } from './user-project.ts';

const LONG = 300_000;
const [, hook = ''] = /^with `([^`]+)` in `\.husky\/pre-commit`\.$/m.exec(page) ?? [];
let project: UserProject | null = null;

beforeAll(() => {
  try {
    project = new UserProject(JSON.parse(blockWith('json', '"husky"')));
    project.write({ '.husky/pre-commit': `${hook}\n` });
  } catch (error) {
    if (process.env.CI !== undefined) throw error;
  }
}, LONG);
afterAll(() => project?.remove());

describe('husky and lint-staged, as the page has them', () => {
  it('refuse a commit with a finding, and let it pass without', { timeout: LONG }, ({ skip }) => {
    if (project === null) return skip('husky and lint-staged cannot be installed');
    expect(hook).toBe('npx lint-staged');
    project.write({ 'web/build.Dockerfile': 'FROM debian:latest\nUSER 1000\n', 'not-it.txt': 'FROM\n' });
    const refused = project.commit();
    expect(refused.status).toBe(1);
    expect(stripVTControlCharacters(refused.stderr)).toMatch(
      /\/web\/build\.Dockerfile:1:13: warning DL3007 /,
    );
    expect(refused.stderr).toContain('husky - pre-commit script failed (code 1)');
    expect(project.shell('git rev-parse --verify HEAD').status).toBe(128);

    project.write({ 'web/build.Dockerfile': 'FROM debian:12\nUSER 1000\n' });
    expect(project.commit()).toMatchObject({ status: 0 });
    expect(project.shell('git show --stat').stdout).toContain('web/build.Dockerfile');
  });
});
