import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const isCi = process.env.CI !== undefined;
const LONG = 900_000;

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'dlint-pre-commit-')));
const upstream = join(folder, 'dlint');
const preCommit = join(folder, 'venv/bin/pre-commit');
let missing: string | null = null;

/** The environment of a user: no settings of the npm that runs the tests, a home of its own. */
const env = Object.fromEntries(
  Object.entries({ ...process.env, HOME: folder, PRE_COMMIT_HOME: join(folder, 'cache') }).filter(
    ([name]) => !/^(?:npm_|XDG_|CI$)/i.test(name),
  ),
);

/** The project as it is now, as a repository with one commit: hooks are installed from git. */
function commitProject(): void {
  const names = git(root, 'ls-files', '--cached', '--others', '--exclude-standard', '-z').split('\0');
  for (const name of new Set(names)) {
    if (name === '') continue;
    mkdirSync(dirname(join(upstream, name)), { recursive: true });
    // What is deleted but still known to git.
    if (!spawnSync('test', ['-e', join(root, name)]).status) cpSync(join(root, name), join(upstream, name));
  }
  commitAll(upstream);
}

function commitAll(cwd: string): void {
  git(cwd, 'init', '--quiet');
  git(cwd, 'add', '--all');
  git(cwd, '-c', 'user.name=a', '-c', 'user.email=a@b.c', 'commit', '--quiet', '--message=one');
}

function git(cwd: string, ...args: readonly string[]): string {
  return execFileSync('git', args, { cwd, env, encoding: 'utf8' });
}

beforeAll(() => {
  try {
    execFileSync('python3', ['-m', 'venv', join(folder, 'venv')], { env });
    execFileSync(join(folder, 'venv/bin/pip'), ['install', '--quiet', 'pre-commit'], { env });
  } catch (error) {
    if (isCi) throw error;
    missing = 'pre-commit cannot be installed';
    return;
  }
  commitProject();
}, LONG);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a hook over all files of a repository. */
function runHook(name: string, hook: string, files: Readonly<Record<string, string>>) {
  const cwd = join(folder, name);
  const config = {
    repos: [{ repo: upstream, rev: 'HEAD', hooks: [{ id: hook, language_version: 'system' }] }],
  };
  const rev = git(upstream, 'rev-parse', 'HEAD').trim();
  const all = { ...files, '.pre-commit-config.yaml': JSON.stringify(config).replace('HEAD', rev) };
  for (const [path, content] of Object.entries(all)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), content);
  }
  commitAll(cwd);
  const args = ['run', '--all-files', '--color=never'];
  const { status, stdout } = spawnSync(preCommit, args, { cwd, env, encoding: 'utf8' });
  return { status, stdout };
}

describe('the hooks of pre-commit', () => {
  it(
    'lint what is committed, installed from git',
    ({ skip }) => {
      if (missing !== null) return skip(missing);
      const files = {
        'web/Dockerfile': 'FROM debian:latest\n',
        'Dockerfile.dockerignore': 'FROM\n',
        'build.Dockerfile': 'BOGUS\n',
        'Dockerfile.md/x': 'FROM\n',
      };
      const { status, stdout } = runHook('found', 'dlint', files);
      expect(stdout).toMatch(/^dlint\.+Failed\n- hook id: dlint\n- exit code: 1\n/m);
      expect(stdout).toContain('web/Dockerfile:1:13: warning DL3007');
      expect(stdout).toContain('build.Dockerfile:1:1: error DL1000');
      expect(stdout).not.toContain('dockerignore');
      expect(stdout).not.toContain('Dockerfile.md');
      expect(status).toBe(1);
    },
    LONG,
  );

  it(
    'pass where nothing is found',
    ({ skip }) => {
      if (missing !== null) return skip(missing);
      const { status, stdout } = runHook('clean', 'dlint', { Dockerfile: 'FROM debian:12\nUSER 1000\n' });
      expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/^dlint\.+Passed\n$/m) });
    },
    LONG,
  );

  it(
    'stand in for those of hadolint',
    ({ skip }) => {
      if (missing !== null) return skip(missing);
      const files = {
        Dockerfile: 'FROM debian:12\nRUN cd /tmp\n',
        '.hadolint.yaml': 'override: { error: [DL3003] }\n',
      };
      const { status, stdout } = runHook('hadolint', 'dlint-hadolint', files);
      expect(stdout).toContain('Dockerfile:2:5: error DL3003');
      expect(status).toBe(1);
    },
    LONG,
  );
});
