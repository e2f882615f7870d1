import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { run } from './run.ts';

const two = 'FROM alpine:latest\nCMD ["a"]\nCMD ["b"]\n';
const files = { 'api/Dockerfile': two, 'web/Dockerfile': 'FROM busybox:latest\n' };

/** A folder with a baseline of all that is found in it. */
async function folderWithBaseline(contents: Readonly<Record<string, string>> = files): Promise<string> {
  const cwd = temporaryFolder(contents);
  const updated = await update(cwd);
  expect(updated).toMatchObject({ exit: 0, stdout: '' });
  return cwd;
}

function update(cwd: string, ...more: readonly string[]) {
  return run(['--baseline', 'known.json', '--update-baseline', ...more], { cwd });
}

function lint(cwd: string, ...more: readonly string[]) {
  return run(['--baseline', 'known.json', ...more], { cwd });
}

function readKnown(cwd: string): string {
  return readFileSync(join(cwd, 'known.json'), 'utf8');
}

describe('a baseline', () => {
  it('is JSON that a person can read and merge', async () => {
    const cwd = temporaryFolder(files);
    const { exit, stderr, stdout } = await update(cwd);
    expect({ exit, stderr, stdout }).toEqual({
      exit: 0,
      stderr: 'dlint: known.json now knows 3 findings\n',
      stdout: '',
    });
    expect(readKnown(cwd).replace(/[0-9a-f]{32}/g, '…')).toBe(`{
  "version": 1,
  "files": {
    "api/Dockerfile": [
      {"rule":"latest-tag","fingerprint":"…","count":1},
      {"rule":"multiple-cmd","fingerprint":"…","count":1}
    ],
    "web/Dockerfile": [
      {"rule":"latest-tag","fingerprint":"…","count":1}
    ]
  }
}
`);
    const before = readKnown(cwd);
    await update(cwd);
    expect(readKnown(cwd)).toBe(before);
  });

  it('may be empty', async () => {
    const cwd = await folderWithBaseline({ Dockerfile: 'FROM scratch\n' });
    expect(readKnown(cwd)).toBe('{\n  "version": 1,\n  "files": {}\n}\n');
    expect(await lint(cwd)).toEqual({ exit: 0, stdout: '', stderr: '' });
  });

  it('leaves what is new', async () => {
    const cwd = await folderWithBaseline();
    expect(await lint(cwd)).toEqual({
      exit: 0,
      stdout: '',
      stderr: 'dlint: known.json knows 3 findings, not shown\n',
    });
    writeFileSync(join(cwd, 'api/Dockerfile'), `# moved\n\n${two}CMD ["c"]\n`);
    writeFileSync(join(cwd, 'api/Dockerfile.dev'), two);
    const { exit, stdout } = await lint(cwd, '-q');
    expect(stdout.replace(/(DL\d+).*/g, '$1')).toBe(
      [
        'api/Dockerfile:6:1: warning DL4003',
        'api/Dockerfile.dev:1:13: warning DL3007',
        'api/Dockerfile.dev:3:1: warning DL4003\n',
      ].join('\n'),
    );
    expect(exit).toBe(1);
  });

  it('counts what is alike', async () => {
    const twice = `FROM scratch\n${'BOGUS\n'.repeat(2)}`;
    const cwd = await folderWithBaseline({ Dockerfile: twice });
    expect(readKnown(cwd)).toContain('"count":2');
    writeFileSync(join(cwd, 'Dockerfile'), `${twice}BOGUS\n`);
    expect((await lint(cwd)).stdout).toMatch(/^Dockerfile:4:1: [^\n]*\n$/);
  });

  it('tells what is no longer there, and forgets it', async () => {
    const cwd = await folderWithBaseline();
    writeFileSync(join(cwd, 'api/Dockerfile'), 'FROM alpine:latest\n');
    rmSync(join(cwd, 'web'), { recursive: true });
    const { exit, stderr } = await lint(cwd);
    expect(stderr).toBe(
      'dlint: known.json knows 1 finding, not shown\n' +
        'dlint: known.json lists 2 findings no longer there: --update-baseline drops them\n',
    );
    expect(exit).toBe(0);
    expect((await lint(cwd, '-q')).stderr).toBe('');
    await update(cwd);
    expect(Object.keys(JSON.parse(readKnown(cwd)).files)).toEqual(['api/Dockerfile']);
  });

  it('is asked for some files without saying anything of the others', async () => {
    const cwd = await folderWithBaseline();
    const before = readKnown(cwd);
    expect((await lint(cwd, 'web')).stderr).toBe('dlint: known.json knows 1 finding, not shown\n');
    await update(cwd, 'web');
    expect(readKnown(cwd)).toBe(before);
  });

  it('names files from its own directory, wherever dlint runs', async () => {
    const cwd = await folderWithBaseline();
    const { exit, stdout } = await run(['--baseline', '../known.json', '.'], { cwd: join(cwd, 'api') });
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: '' });
    const stdin = ['-', '--stdin-filename', 'api/Dockerfile', '--baseline', 'known.json'];
    expect(await run(stdin, { cwd, stdin: two })).toMatchObject({ exit: 0, stdout: '' });
  });

  it('holds under another preset as well, where the places are the same', async () => {
    const cwd = await folderWithBaseline();
    expect((await lint(cwd, '--preset', 'hadolint')).stdout).toBe('');
  });

  it.each([
    [undefined, 'there is no baseline known.json: write one with --baseline known.json --update-baseline .*'],
    ['[]', 'known.json:1:1: a configuration is a mapping, not a list'],
    ['{"version": 2, "files": {}}', 'known.json:1:13: a baseline of version 1 is needed: remove this one .*'],
    ['{"version": 1, "files": {"a": [{"rule": 1}]}}', 'known.json:1:41: `rule` is a string, not `1`'],
    ['{\n<<<<<<< HEAD\n', 'known.json:\\d:\\d: .*'],
  ])('that is %j is a mistake', async (content, message) => {
    const cwd = temporaryFolder({ ...files, ...(content === undefined ? {} : { 'known.json': content }) });
    const { exit, stderr, stdout } = await lint(cwd);
    expect(stderr.split('\n')[0]).toMatch(new RegExp(`^dlint: ${message}$`));
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
  });

  it('cannot be updated without a name, nor where it cannot be written', async () => {
    expect((await run(['--update-baseline'])).stderr).toContain('--update-baseline needs --baseline FILE');
    expect((await run(['--update-baseline', '--baseline', 'x', '--since', 'HEAD'])).stderr).toContain(
      'leave one out',
    );
    const cwd = temporaryFolder(files);
    mkdirSync(join(cwd, 'folder'));
    const { exit, stderr } = await run(['--baseline', 'none/x.json', '--update-baseline'], { cwd });
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr: 'dlint: none/x.json: cannot be written: no such file or directory\n',
    });
  });
});
