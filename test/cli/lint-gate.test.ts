import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answeringDaemon } from '../build/answering-daemon.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type RunOptions, run } from './run.ts';

const FINDING = 'FROM debian\n';
const LATEST = /^Dockerfile:1:6: warning DL3006 /;

/** Runs `dlint build` against a server that takes every build, and tells whether it was asked, and what it got. */
async function build(
  files: Readonly<Record<string, string>>,
  argv: readonly string[],
  { context = '.', ...options }: RunOptions & { readonly context?: string } = {},
) {
  let isBuilt = false;
  const sent: Buffer[] = [];
  const host = await answeringDaemon((request, response) => {
    isBuilt = true;
    request.on('data', (chunk) => sent.push(chunk));
    request.on('end', () => response.end(JSON.stringify({ aux: { ID: 'sha256:1' } })));
  });
  const env = { HOME: '/nonexistent', DOCKER_HOST: host };
  const cwd = temporaryFolder(files);
  return {
    ...(await run(['build', ...argv, context], { cwd, env, ...options })),
    isBuilt,
    sent: Buffer.concat(sent),
  };
}

function archive(): Buffer {
  return execFileSync('tar', ['-c', 'Dockerfile'], { cwd: temporaryFolder({ Dockerfile: FINDING }) });
}

// biome-ignore lint/correctness/useYield: it fails before.
async function* unreadable(): AsyncGenerator<Uint8Array> {
  throw new Error('gone');
}

describe('the lint gate of dlint build', () => {
  it('shows findings on standard error and builds all the same', async () => {
    const { exit, stdout, stderr, isBuilt } = await build({ Dockerfile: FINDING }, []);
    expect({ exit, stdout, isBuilt }).toEqual({ exit: 0, stdout: 'sha256:1\n', isBuilt: true });
    expect(stderr).toMatch(LATEST);
  });

  it('does not build what fails, if asked', async () => {
    const { exit, stdout, stderr, isBuilt } = await build({ Dockerfile: FINDING }, ['--lint', 'error']);
    expect({ exit, stdout, isBuilt }).toEqual({ exit: 1, stdout: '', isBuilt: false });
    expect(stderr).toMatch(LATEST);
    expect(await build({ Dockerfile: 'FROM scratch\n' }, ['--lint=error'])).toMatchObject({
      exit: 0,
      isBuilt: true,
    });
  });

  it('can be switched off, and is with --quiet', async () => {
    expect((await build({ Dockerfile: FINDING }, ['--lint', 'off'])).stderr).not.toContain('DL3006');
    expect((await build({ Dockerfile: FINDING }, ['-q'])).stderr).toBe('');
    const quiet = await build({ Dockerfile: FINDING }, ['-q', '--lint=error']);
    expect(quiet).toMatchObject({ exit: 1, isBuilt: false });
  });

  it('is heeded with --quiet if it was asked for', async () => {
    const { exit, stdout, stderr } = await build({ Dockerfile: FINDING }, ['-q', '--lint=warn']);
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: 'sha256:1\n' });
    expect(stderr).toMatch(LATEST);
  });

  it("takes the configuration of the Dockerfile's directory", async () => {
    const files = { 'ci/Dockerfile': FINDING, 'ci/.dlint.yaml': 'rules:\n  DL3006: off\n' };
    expect(await build(files, ['--lint=error', '-f', 'ci/Dockerfile'])).toMatchObject({
      exit: 0,
      isBuilt: true,
    });
    const lenient = { Dockerfile: FINDING, '.dlint.yaml': 'failure-threshold: error\n' };
    const { exit, stderr } = await build(lenient, ['--lint=error']);
    expect(exit).toBe(0);
    expect(stderr).toMatch(LATEST);
  });

  it('says what is wrong with a configuration, and stops only if asked', async () => {
    const files = { Dockerfile: FINDING, '.dlint.yaml': 'nonsense: 1\n' };
    const warned = await build(files, []);
    expect(warned.stderr).toContain('.dlint.yaml');
    expect(warned).toMatchObject({ exit: 0, isBuilt: true });
    expect(await build(files, ['--lint=error'])).toMatchObject({ exit: 2, isBuilt: false });
  });

  it('fails for what BuildKit refuses in stages that the target needs, and not for the rest', async () => {
    const files = { Dockerfile: 'FROM scratch AS ok\nFROM scratch AS bad\nVOLUME $X\n' };
    const needed = await build(files, ['--lint=error', '--target=bad']);
    expect(needed).toMatchObject({ exit: 1, isBuilt: false });
    expect(needed.stderr).toContain('3:8: error DL1000 VOLUME specified can not be an empty string');
    const other = await build(files, ['--lint=error', '--target=ok']);
    expect(other.stderr).not.toContain('DL1000');
  });

  it('knows the build arguments, the context and the stage', async () => {
    const files = {
      Dockerfile: 'ARG BASE\nFROM $BASE\nCOPY secret /\n',
      '.dockerignore': 'secret\n',
      secret: '',
    };
    const { stderr } = await build(files, ['--build-arg', 'BASE=debian']);
    expect(stderr).toContain('CopyIgnoredFile');
    expect(stderr).not.toContain('DL1000');
  });

  it('looks at a Dockerfile from standard input, which is still built', async () => {
    const { exit, stderr, isBuilt } = await build({}, ['-f', '-'], { stdin: FINDING });
    expect(stderr).toMatch(/:1:6: warning DL3006 /);
    expect({ exit, isBuilt }).toEqual({ exit: 0, isBuilt: true });
  });

  it('looks at a Dockerfile that is the whole context', async () => {
    const warned = await build({}, [], { context: '-', stdin: FINDING });
    expect(warned.stderr).toMatch(/^<stdin>:1:6: warning DL3006 /m);
    expect(warned).toMatchObject({ exit: 0, isBuilt: true });
    const refused = await build({}, ['--lint=error'], { context: '-', stdin: FINDING });
    expect(refused).toMatchObject({ exit: 1, isBuilt: false });
  });

  it('lets an archive pass as it is', async () => {
    const stdin = archive();
    const { exit, sent, stderr } = await build({}, [], { context: '-', stdin });
    expect(exit).toBe(0);
    expect(sent.equals(stdin)).toBe(true);
    expect(stderr).not.toContain('DL3006');
  });

  it('leaves it to the build to tell that standard input cannot be read', async () => {
    const stdin = unreadable();
    const { exit, stderr } = await build({}, ['--lint=warn'], { context: '-', stdin });
    expect(stderr).toContain('dlint: the build context standard input cannot be read: gone\n');
    expect(exit).toBe(1);
  });

  it.skipIf(process.platform === 'win32')(
    'looks at a Dockerfile from a pipe, which is still built',
    async () => {
      const cwd = temporaryFolder();
      const pipe = join(cwd, 'pipe');
      execFileSync('mkfifo', [pipe]);
      const written = writeFile(pipe, `${FINDING}LABEL a=b\n`);
      const { exit, stderr, isBuilt } = await build({}, ['-f', 'pipe'], { cwd });
      await written;
      expect(stderr).toMatch(/:1:6: warning DL3006 /);
      expect({ exit, isBuilt }).toEqual({ exit: 0, isBuilt: true });
    },
  );

  it('looks at a Dockerfile whose name is a hyphen', async () => {
    const { stderr } = await build({ Dockerfile: 'FROM scratch\n', '-': FINDING }, ['-f', './-']);
    expect(stderr).toMatch(/^\.\/-:1:6: warning DL3006 /m);
  });

  it('looks at none of the files below a directory that is named as the Dockerfile', async () => {
    const { exit, stderr, isBuilt } = await build({ 'ci/Dockerfile': FINDING }, ['-f', 'ci']);
    expect(stderr).toMatch(/^dlint: cannot read the Dockerfile .*: it is a directory; .*\n$/);
    expect({ exit, isBuilt }).toEqual({ exit: 1, isBuilt: false });
  });

  it.each(['https://127.0.0.1:1/app.git', 'http://127.0.0.1:1/app.tar', '-'])(
    'takes no file of here for the Dockerfile of %s',
    async (context) => {
      // Named as one of here is, seen from the directory in which the tests run.
      const file = relative(process.cwd(), join(temporaryFolder({ Dockerfile: FINDING }), 'Dockerfile'));
      const { stderr } = await build({}, ['-f', file], { context });
      expect(stderr).not.toContain('DL3006');
    },
  );

  it.each(['https://127.0.0.1:1/app.git', '-'])(
    'stops where it cannot look, if asked: %s',
    async (context) => {
      const { exit, stderr, isBuilt } = await build({}, ['--lint=error'], { context, stdin: archive() });
      expect(stderr).toMatch(
        /^dlint: --lint error cannot see a Dockerfile in an archive or behind a URL: .*\n$/,
      );
      expect({ exit, isBuilt }).toEqual({ exit: 2, isBuilt: false });
    },
  );

  it('looks at no other Dockerfile than the build', async () => {
    const cwd = temporaryFolder({ dockerfile: FINDING });
    symlinkSync('nowhere', join(cwd, 'Dockerfile'));
    const { exit, stderr } = await build({}, [], { cwd });
    expect(exit).toBe(1);
    expect(stderr).toMatch(/^dlint: cannot read the Dockerfile .*\n$/);
  });

  it('leaves a missing Dockerfile to the build', async () => {
    const { exit, stderr } = await build({}, []);
    expect(exit).toBe(1);
    expect(stderr).toMatch(/^dlint: cannot read the Dockerfile .*\n$/);
  });

  it('leaves a file instead of a context to the build', async () => {
    const { exit, stderr } = await build({ Dockerfile: FINDING }, [], { context: 'Dockerfile' });
    expect(exit).toBe(1);
    expect(stderr).toMatch(
      /^dlint: cannot use .*Dockerfile as build context: it is not a directory; a Dockerfile is named with -f, an archive comes by standard input\n$/,
    );
  });
});
