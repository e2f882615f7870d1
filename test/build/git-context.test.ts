import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  type BuildContext,
  type DockerfileSource,
  dockerfileOf,
} from '../../src/build/context/build-context.ts';
import { openSource } from '../../src/build/context/open-source.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { answeringDaemon } from './answering-daemon.ts';
import { commit, gitServer, repository, runGit } from './git-server.ts';

const FILES = {
  Dockerfile: 'FROM scratch\n',
  'web/Dockerfile': 'FROM scratch\n# web\n',
  'web/page': 'hello',
};
const bin = join(import.meta.dirname, '../../bin/dlint.js');
const environment = { PATH: process.env.PATH, HOME: '/nonexistent' };

/** Opens the context behind a URL; `URL#main` asks for a branch of the repository. */
async function open(url: string, dockerfile?: DockerfileSource) {
  const { context, close } = await openSource(url, dockerfile, { environment, signal: undefined });
  // A repository is checked out.
  return { context: context as BuildContext, close };
}

/** Serves a repository as `/<folder>/.git`, which is a name that ends in `.git`. */
async function serve(folder: string): Promise<string> {
  return `${await gitServer(dirname(folder))}/${basename(folder)}/.git`;
}

describe('a git repository as context', () => {
  it('is checked out with one commit of the default branch, and is gone afterwards', async () => {
    const folder = repository(FILES, 'trunk');
    writeFileSync(join(folder, 'second'), '');
    commit(folder, 'second');
    const { context, close } = await open(await serve(folder));
    expect(readdirSync(context.root).sort()).toEqual(['.git', 'Dockerfile', 'second', 'web']);
    expect(runGit(context.root, 'rev-list', '--count', 'HEAD')).toBe('1');
    expect(context.dockerfileName).toBe('Dockerfile');
    close();
    expect(existsSync(context.root)).toBe(false);
  });

  it.each([
    ['a branch', '#dev'],
    ['a tag', '#v1'],
    ['parameters', '?ref=dev'],
  ])('is taken from %s', async (_, fragment) => {
    const folder = repository(FILES);
    runGit(folder, 'checkout', '--quiet', '-b', 'dev');
    writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\n# dev\n');
    commit(folder, 'dev');
    runGit(folder, 'tag', 'v1');
    runGit(folder, 'checkout', '--quiet', 'main');
    const { context, close } = await open((await serve(folder)) + fragment);
    expect(Buffer.from(context.dockerfile).toString()).toContain('# dev');
    close();
  });

  it('is taken from a commit, in full or shortened', async () => {
    const folder = repository(FILES);
    const first = runGit(folder, 'rev-parse', 'HEAD');
    writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\n# second\n');
    commit(folder, 'second');
    const url = await serve(folder);
    for (const digits of [first, first.slice(0, 9)]) {
      const { context, close } = await open(`${url}#${digits}`);
      expect(Buffer.from(context.dockerfile).toString()).toBe(FILES.Dockerfile);
      close();
    }
  });

  it('may be a directory of the repository, with a Dockerfile by name', async () => {
    const url = await serve(repository({ ...FILES, 'web/Dockerfile.dev': 'FROM scratch\n# dev\n' }));
    const { context, close } = await open(`${url}#:web`, 'Dockerfile.dev');
    expect(context.dockerfileName).toBe('Dockerfile.dev');
    expect(readdirSync(context.root)).toEqual(['Dockerfile', 'Dockerfile.dev', 'page']);
    close();
  });

  it('has its files shown as those of the repository, since the checkout is gone after the build', async () => {
    const { context, close } = await open(await serve(repository(FILES)), 'web/Dockerfile');
    expect(dockerfileOf(context)).toEqual({ path: 'web/Dockerfile', content: context.dockerfile });
    close();
    const broken = repository({ ...FILES, 'web/.dockerignore': '[\n' });
    await expect(open(`${await serve(broken)}#:web`)).rejects.toThrow(/^web\/\.dockerignore:1: /);
  });

  it('takes a Dockerfile from elsewhere', async () => {
    const { context, close } = await open(await serve(repository(FILES)), {
      content: Buffer.from('FROM x\n'),
    });
    expect(context.added.get(context.dockerfileName)).toEqual(Buffer.from('FROM x\n'));
    close();
  });

  it('brings its submodules', async () => {
    const part = repository({ file: 'of the submodule' });
    const url = await serve(part);
    const folder = repository(FILES);
    // Fetched from the folder: the server runs in this process, which waits for git.
    runGit(folder, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', part, 'part');
    runGit(folder, 'config', '--file', '.gitmodules', 'submodule.part.url', url);
    commit(folder, 'with submodule');
    const { context, close } = await open(await serve(folder));
    expect(readFileSync(join(context.root, 'part/file'), 'utf8')).toBe('of the submodule');
    close();
  });

  it('is fetched from a server of plain files too', async () => {
    const folder = repository(FILES);
    const bare = temporaryFolder();
    runGit(folder, 'clone', '--quiet', '--bare', folder, join(bare, 'plain.git'));
    runGit(join(bare, 'plain.git'), 'update-server-info');
    const { context, close } = await open(`${await gitServer(bare, true)}/plain.git`);
    expect(context.dockerfileName).toBe('Dockerfile');
    close();
  });

  it.each([
    [
      'a branch that is not there',
      '#nowhere',
      undefined,
      "cannot fetch the build context .*: couldn't find remote ref nowhere",
    ],
    [
      'a directory that is not there',
      '#:nowhere',
      undefined,
      'the repository has no directory nowhere to build from',
    ],
    [
      'a file as directory',
      '#:Dockerfile',
      undefined,
      'the repository has no directory Dockerfile to build from',
    ],
    [
      'a reference that is an option',
      '#--upload-pack=x',
      undefined,
      '"--upload-pack=x" is no branch, tag or commit',
    ],
    [
      'another commit than was asked for',
      '?ref=main&checksum=0123456789',
      undefined,
      'the commit is [0-9a-f]{40}, not 0123456789',
    ],
    [
      'a Dockerfile outside of it',
      '#:web',
      '../Dockerfile',
      'the Dockerfile ../Dockerfile is not within the repository',
    ],
    [
      'no such Dockerfile',
      '#:web',
      'nowhere',
      'cannot read the Dockerfile web/nowhere: no such file or directory',
    ],
  ])('is refused with %s, and leaves nothing behind', async (_, fragment, dockerfile, message) => {
    const url = await serve(repository(FILES));
    const temporary = temporaryFolder();
    vi.stubEnv('TMPDIR', temporary);
    onTestFinished(() => void vi.unstubAllEnvs());
    await expect(open(url + fragment, dockerfile)).rejects.toThrow(new RegExp(message));
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('is refused without its password in the message', async () => {
    const url = (await serve(repository(FILES))).replace('//', '//ann:p%40ss@');
    await expect(open(`${url}#nowhere`)).rejects.toThrow(
      'cannot fetch the build context http://…@127.0.0.1:',
    );
    const nowhere = url.replace(/:\d+\/.*/, ':1/x.git');
    const refused = open(nowhere).catch((error: unknown) => String(error));
    expect(await refused).toMatch(/cannot fetch .* unable to access/);
    expect(await refused).not.toContain('ss@');
  });

  it('gives no file of this machine away through a link', async () => {
    const secret = temporaryFolder({ secret: 'secret' });
    const folder = repository({ 'web/page': '' });
    symlinkSync(join(secret, 'secret'), join(folder, 'Dockerfile'));
    symlinkSync(secret, join(folder, 'outside'));
    commit(folder, 'links');
    const url = await serve(folder);
    await expect(open(url)).rejects.toThrow('the Dockerfile Dockerfile is not within the repository');
    await expect(open(`${url}#:outside`)).rejects.toThrow('the repository has no directory outside');
  });

  it('is not disturbed by the variables of a git hook', async () => {
    const own = repository({ mine: '' });
    const url = await serve(repository(FILES));
    const hook = {
      ...environment,
      GIT_DIR: join(own, '.git'),
      GIT_INDEX_FILE: join(own, '.git/index'),
      GIT_WORK_TREE: own,
      GIT_QUARANTINE_PATH: join(own, '.git/objects'),
      GIT_ALTERNATE_OBJECT_DIRECTORIES: '/nowhere',
      GIT_SHALLOW_FILE: join(own, '.git/shallow'),
    };
    const { close } = await openSource(url, undefined, { environment: hook, signal: undefined });
    expect(runGit(own, 'status', '--porcelain')).toBe('');
    close();
  });

  it('may need a name and a password, for which git asks on the terminal until Ctrl-C', async () => {
    const host = await answeringDaemon((_, response) => {
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="x"' }).end();
    });
    const url = host.replace('tcp:', 'http:');
    const command = `${process.execPath} ${bin} build --lint=off -H ${host} ${url}/x.git`;
    const temporary = temporaryFolder();
    const terminal = spawn('script', ['-qec', command, '/dev/null'], {
      env: { ...environment, TMPDIR: temporary },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    onTestFinished(() => void terminal.kill('SIGKILL'));
    let shown = '';
    for await (const text of terminal.stdout.setEncoding('utf8')) {
      const isAsked = shown.includes(': ');
      shown += text;
      if (!isAsked && shown.includes(': ')) terminal.stdin.write('\u0003');
    }
    expect(shown).toContain(`Username for '${url}': `);
    expect(terminal.exitCode ?? (await once(terminal, 'exit'))[0]).toBe(130);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('says so where git is not installed, and stops when it is interrupted', async () => {
    const url = await serve(repository(FILES));
    const nowhere = { environment: { PATH: temporaryFolder() }, signal: undefined };
    await expect(openSource(url, undefined, nowhere)).rejects.toThrow('needs git, which is not installed');
    const interrupted = { environment, signal: AbortSignal.abort() };
    await expect(openSource(url, undefined, interrupted)).rejects.toThrow();
  });
});
