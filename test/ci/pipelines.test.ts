import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { describeWith } from '../build/real-daemon.ts';
import { blocks, blockWith } from './page.ts';
import { UserProject } from './user-project.ts';

const BEFORE = 'FROM debian:12\nRUN cd /tmp\nUSER 1000\n';
const AFTER = 'FROM debian:12\nRUN cd /tmp\nCOPY é one /srv\nUSER 1000\n';
let project: UserProject;

beforeAll(() => {
  project = new UserProject({});
  project.write({ 'web/Dockerfile': BEFORE });
  expect(project.commit()).toMatchObject({ status: 0 });
  project.write({ 'web/Dockerfile': AFTER });
  // `--since HEAD~1` needs a commit before.
  expect(project.commit('--allow-empty')).toMatchObject({ status: 0 });
  project.write({ 'web/Dockerfile': `${AFTER}COPY é two /srv\n` });
}, 300_000);
afterAll(() => project.remove());

/** What the report of a pipeline has, as text. */
function reportIn(file: string): string {
  return readFileSync(join(project.folder, file), 'utf8');
}

describe('the pipelines of the page', () => {
  it.each(blocks.filter(({ language, text }) => language === 'sh' && /^npx [^|]+$/.test(text)))(
    'work with npx: $text',
    ({ text }) => {
      const { status, stdout } = project.shell(text);
      expect(status).toBe(1);
      expect(stdout).toMatch(/^::error file=web\/Dockerfile,line=3,.*DL3021/m);
    },
  );

  it('of GitLab write the report that is collected', () => {
    const { dlint } = parse(blockWith('yaml', '# .gitlab-ci.yml'));
    const { status, stdout } = project.shell(dlint.script.join('\n'));
    expect(status).toBe(1);
    expect(stdout).toContain('web/Dockerfile:3:12: error DL3021');
    const issues: unknown = JSON.parse(reportIn(dlint.artifacts.reports.codequality));
    const location = { path: 'web/Dockerfile', lines: { begin: 3, end: 3 } };
    expect(issues).toContainEqual(expect.objectContaining({ check_name: 'DL3021', location }));
    // The job fails where something is found, and its report is wanted then.
    expect(dlint.artifacts.when).toBe('always');
  });

  it('of Jenkins write the report that is recorded, and leave the judgement to it', () => {
    const block = blockWith('groovy', 'pipeline {');
    const [, step = ''] = /^ *sh '([^']+)'$/m.exec(block) ?? [];
    const [, pattern = ''] = /checkStyle\(pattern: '([^']+)'\)/.exec(block) ?? [];
    expect(project.shell(step)).toMatchObject({ status: 0, stderr: '' });
    expect(reportIn(pattern)).toMatch(/<error line="3" column="12" severity="error" .* source="DL3021"\/>/);
  });
});

describeWith(['DLINT_TEST_ENGINES'], 'programs of others', (programs) => {
  it.each(['rdjson', 'checkstyle', 'sarif'])('reviewdog reads %s, and shows what is new', (format) => {
    const line = blockWith('sh', '| reviewdog').replaceAll('rdjson', format);
    expect(line).toContain(` -f ${format} . | reviewdog -f=${format} `);
    const here = line.replace(
      '-reporter=github-pr-review',
      '-reporter=rdjson -diff="git diff" -fail-level=error',
    );
    const { status, stdout } = project.shell(here, [programs]);
    expect(status).toBe(1);
    const { diagnostics } = JSON.parse(stdout);
    const start = { line: 5, ...(format === 'rdjson' ? { column: 13 } : { column: 12 }) };
    expect(diagnostics).toMatchObject([
      {
        location: { path: 'web/Dockerfile', range: { start } },
        severity: 'ERROR',
        code: { value: 'DL3021' },
      },
    ]);
  });

  it('actionlint takes the workflow, with the action that it uses', () => {
    const workflow = blockWith('yaml', '# .github/workflows/');
    const action = readFileSync(join(import.meta.dirname, '../../action.yml'), 'utf8');
    project.write({
      'action.yml': action,
      '.github/workflows/dockerfiles.yaml': workflow.replace(/<owner>\S+/, './'),
    });
    expect(project.shell('actionlint -no-color', [programs])).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});
