import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { run } from './run.ts';

const base = 'FROM alpine:latest AS one\nRUN true\nFROM busybox:latest\n';

function git(cwd: string, ...args: readonly string[]): string {
  const { status, stderr, stdout } = spawnSync('git', args, { cwd, encoding: 'utf8', env: environment });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout.trim();
}

/** The same for git in the test and for git under dlint, whatever is configured on the machine. */
const environment = {
  PATH: process.env.PATH ?? '',
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.com',
};

/** A repository whose first commit, `start`, has these files. */
function repository(files: Readonly<Record<string, string | Uint8Array>> = { Dockerfile: base }): string {
  const cwd = temporaryFolder(files);
  git(cwd, 'init', '-q', '-b', 'main');
  commit(cwd, 'start');
  git(cwd, 'tag', 'start');
  return cwd;
}

function commit(cwd: string, message: string): void {
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '-q', '-m', message);
}

/** `file:line` of what is found. */
async function found(cwd: string, argv: readonly string[], options: { readonly stdin?: string } = {}) {
  const { exit, stderr, stdout } = await run(argv, { cwd, env: environment, ...options });
  expect(stderr).toBe('');
  const places = [...stdout.matchAll(/^(.*?:\d+):\d+: /gm)].map(([, place]) => place);
  expect(exit).toBe(places.length > 0 ? 1 : 0);
  return places;
}

describe('--since', () => {
  it('leaves what is on changed lines, committed or not', async () => {
    const cwd = repository();
    expect(await found(cwd, [])).toEqual(['Dockerfile:1', 'Dockerfile:3']);
    expect(await found(cwd, ['--since', 'HEAD'])).toEqual([]);
    writeFileSync(join(cwd, 'Dockerfile'), `# moved\n${base.replace('busybox:', 'debian:')}`);
    expect(await found(cwd, ['--since', 'HEAD'])).toEqual(['Dockerfile:4']);
    commit(cwd, 'more');
    expect(await found(cwd, ['--since', 'HEAD'])).toEqual([]);
    expect(await found(cwd, ['--since', 'start'])).toEqual(['Dockerfile:4']);
    expect(await found(cwd, ['--since', 'HEAD~1'])).toEqual(['Dockerfile:4']);
    expect(await found(cwd, ['--since', git(cwd, 'rev-parse', 'start')])).toEqual(['Dockerfile:4']);
  });

  it('counts from where the branch left the revision', async () => {
    const cwd = repository();
    git(cwd, 'checkout', '-q', '-b', 'work');
    writeFileSync(join(cwd, 'Dockerfile'), base.replace('busybox:', 'debian:'));
    commit(cwd, 'on the branch');
    git(cwd, 'checkout', '-q', 'main');
    writeFileSync(join(cwd, 'Dockerfile'), base.replace('alpine:latest', 'alpine:3.20'));
    commit(cwd, 'on main');
    git(cwd, 'checkout', '-q', 'work');
    expect(await found(cwd, ['--since', 'main'])).toEqual(['Dockerfile:3']);
  });

  it('takes the revision itself where histories have nothing in common', async () => {
    const cwd = repository();
    git(cwd, 'checkout', '-q', '--orphan', 'other');
    writeFileSync(join(cwd, 'Dockerfile'), base.replace('busybox:', 'debian:'));
    commit(cwd, 'another beginning');
    expect(await found(cwd, ['--since', 'main'])).toEqual(['Dockerfile:3']);
  });

  it('takes all of new files: added, untracked, ignored but named', async () => {
    const cwd = repository({ Dockerfile: base, '.gitignore': 'out\n' });
    for (const name of ['Dockerfile.added', 'Dockerfile.untracked']) writeFileSync(join(cwd, name), base);
    mkdirSync(join(cwd, 'out'));
    writeFileSync(join(cwd, 'out/Dockerfile'), 'FROM alpine:latest\n');
    git(cwd, 'add', 'Dockerfile.added');
    expect(await found(cwd, ['--since', 'start', '.', 'out/Dockerfile'])).toEqual([
      'Dockerfile.added:1',
      'Dockerfile.added:3',
      'Dockerfile.untracked:1',
      'Dockerfile.untracked:3',
      'out/Dockerfile:1',
    ]);
  });

  it('follows files that are renamed', async () => {
    const text = `${base}${'RUN echo a line\n'.repeat(20)}`;
    const cwd = repository({ 'old/Dockerfile': text });
    mkdirSync(join(cwd, 'new *'));
    renameSync(join(cwd, 'old/Dockerfile'), join(cwd, 'new */Dockerfile'));
    git(cwd, 'add', '-A');
    expect(await found(cwd, ['--since', 'start', '--preset', 'hadolint', '-t', 'warning'])).toEqual([]);
    writeFileSync(join(cwd, 'new */Dockerfile'), text.replace('busybox', 'debian'));
    expect(await found(cwd, ['--since', 'start'])).toEqual(['new */Dockerfile:3']);
  });

  it('works in subdirectories, through links and with odd names', async () => {
    const cwd = repository({ 'a b/"q"é/Dockerfile': base });
    writeFileSync(join(cwd, 'a b/"q"é/Dockerfile'), base.replace('busybox:', 'debian:'));
    expect(await found(join(cwd, 'a b'), ['--since', 'HEAD'])).toEqual(['"q"é/Dockerfile:3']);
    symlinkSync('a b/"q"é', join(cwd, 'link'));
    symlinkSync('a b/"q"é/Dockerfile', join(cwd, 'file-link'));
    expect(await found(cwd, ['--since', 'HEAD', 'link', 'file-link'])).toEqual([
      'link/Dockerfile:3',
      'file-link:3',
    ]);
  });

  it('asks the repository that a file is in', async () => {
    const cwd = repository();
    const inner = join(cwd, 'inner');
    mkdirSync(inner);
    writeFileSync(join(inner, 'Dockerfile'), base);
    git(inner, 'init', '-q');
    commit(inner, 'inner');
    writeFileSync(join(inner, 'Dockerfile'), base.replace('alpine', 'debian'));
    expect(await found(cwd, ['--since', 'HEAD'])).toEqual(['inner/Dockerfile:1']);
  });

  it('takes standard input for the file of its name', async () => {
    const cwd = repository();
    const stdin = base.replace('alpine', 'debian');
    const argv = ['-', '--since', 'HEAD', '--stdin-filename'];
    expect(await found(cwd, [...argv, 'Dockerfile'], { stdin })).toEqual(['Dockerfile:1']);
    expect(await found(cwd, [...argv, 'Dockerfile'], { stdin: base })).toEqual([]);
    expect(await found(cwd, [...argv, 'Dockerfile.new'], { stdin: base })).toEqual([
      'Dockerfile.new:1',
      'Dockerfile.new:3',
    ]);
    expect((await run(['-', '--since', 'HEAD'], { cwd, stdin })).stderr).toContain(
      '--since needs --stdin-filename',
    );
  });

  it('sees through line endings that git converts', async () => {
    const cwd = repository({ Dockerfile: base, '.gitattributes': 'Dockerfile text eol=crlf\n' });
    writeFileSync(join(cwd, 'Dockerfile'), base.replace('alpine', 'debian').replaceAll('\n', '\r\n'));
    expect(await found(cwd, ['--since', 'HEAD'])).toEqual(['Dockerfile:1']);
  });

  it("finds what hadolint's preset reports on the first line of an instruction", async () => {
    const text = 'FROM alpine:3.20\nRUN true && \\\n    true && \\\n    cd /srv\nRUN cd /var\n';
    const cwd = repository({ Dockerfile: text });
    writeFileSync(join(cwd, 'Dockerfile'), text.replace('/srv', '/tmp'));
    const argv = ['--since', 'HEAD', '--preset', 'hadolint', '--ignore', 'DL3059', '--shellcheck', 'off'];
    expect(await found(cwd, argv)).toEqual(['Dockerfile:2']);
  });

  it('goes together with a baseline', async () => {
    const cwd = repository();
    await run(['--baseline', 'known.json', '--update-baseline'], { cwd, env: environment });
    writeFileSync(join(cwd, 'Dockerfile'), base.replace('busybox:', 'debian:'));
    const { stderr, stdout } = await run(['--baseline', 'known.json', '--since', 'HEAD'], {
      cwd,
      env: environment,
    });
    expect(stdout).toMatch(/^Dockerfile:3:13: [^\n]*\n$/);
    expect(stderr).toBe(
      'dlint: known.json knows 1 finding, not shown\n' +
        'dlint: known.json lists 1 finding no longer there: --update-baseline drops them\n',
    );
  });

  it('leaves nothing behind and takes no lock', async () => {
    const cwd = repository();
    writeFileSync(join(cwd, 'Dockerfile'), base.replace('alpine', 'debian'));
    writeFileSync(join(cwd, '.git/index.lock'), '');
    expect(await found(cwd, ['--since', 'HEAD'])).toEqual(['Dockerfile:1']);
    rmSync(join(cwd, '.git/index.lock'));
    expect(git(cwd, 'status', '--porcelain')).toBe('M Dockerfile');
  });
});

describe('--since cannot', () => {
  it.each(['nothing', '--help', '-1', 'HEAD:Dockerfile', ''])('take the revision %j', async (revision) => {
    const { exit, stderr } = await run([`--since=${revision}`], { cwd: repository(), env: environment });
    expect(stderr).toBe(`dlint: --since: git knows no revision '${revision}'\n`);
    expect(exit).toBe(2);
  });

  it('pass over a mistake because nothing is found', async () => {
    const cwd = repository({ Dockerfile: 'FROM scratch\n' });
    expect((await run(['--since', 'nothing'], { cwd, env: environment })).exit).toBe(2);
  });

  it('do without a repository, which is told once', async () => {
    const cwd = temporaryFolder({ 'a/Dockerfile': base, Dockerfile: base });
    const { exit, stderr } = await run(['--since', 'HEAD'], {
      cwd,
      env: { ...environment, GIT_CEILING_DIRECTORIES: join(cwd, '..') },
    });
    expect(stderr).toMatch(/^dlint: --since: [^\n]*: not a git repository [^\n]*\n$/);
    expect(exit).toBe(2);
  });

  it('take silence of git for a comparison without changes', async () => {
    const cwd = repository();
    writeFileSync(join(cwd, '.git/attributes'), '* diff=broken\n');
    git(cwd, 'config', 'core.attributesFile', join(cwd, '.git/attributes'));
    git(cwd, 'config', 'diff.broken.xfuncname', '(');
    const argv = ['-', '--since', 'HEAD', '--stdin-filename', 'Dockerfile'];
    const stdin = base.replace('alpine', 'debian');
    const { exit, stderr, stdout } = await run(argv, { cwd, env: environment, stdin });
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toMatch(/^dlint: --since: git diff: [^\n]*regexp[^\n]*\n$/i);
  });

  it('do without git', async () => {
    const { exit, stderr } = await run(['--since', 'HEAD'], {
      cwd: repository(),
      env: { PATH: '/nonexistent' },
    });
    expect(stderr).toContain('dlint: --since needs git, which is not installed');
    expect(exit).toBe(2);
  });
});
