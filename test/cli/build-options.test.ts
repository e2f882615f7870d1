import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { refusedOptions } from '../../src/cli/build/refused-options.ts';
import type { OptionSpecs } from '../../src/cli/command.ts';
import command from '../../src/cli/commands/build.ts';
import { type Answer, answeringDaemon } from '../build/answering-daemon.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { run } from './run.ts';

const ID = `sha256:${'a'.repeat(64)}`;

interface Sent {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The parameters of the request, without the two that are always there; undefined where none came. */
  readonly query: Readonly<Record<string, string | readonly string[]>> | undefined;
}

interface Settings {
  readonly env?: Readonly<Record<string, string>>;
  readonly greeting?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly cwd?: string;
}

/** Runs `dlint build` against a server that takes every build. */
async function build(argv: readonly string[], settings: Settings = {}): Promise<Sent> {
  const { env = {}, greeting = {}, files = { Dockerfile: 'FROM scratch\n' }, stdin = '' } = settings;
  let url: string | undefined;
  const answer: Answer = (request, response) => {
    url = request.url;
    request.resume().on('end', () => response.end(JSON.stringify({ aux: { ID } })));
  };
  const greet: Answer = (_, response) =>
    void response.writeHead(200, { 'Api-Version': '1.41', ...greeting }).end();
  const host = await answeringDaemon(answer, greet);
  const cwd = settings.cwd ?? temporaryFolder(files);
  const home = { HOME: '/nonexistent', DOCKER_HOST: host, ...env };
  const ran = await run(['build', ...argv], { cwd, env: home, stdin });
  return { ...ran, query: url === undefined ? undefined : parametersOf(url) };
}

function parametersOf(url: string): Sent['query'] {
  const query = new URL(url, 'http://daemon').searchParams;
  const names = [...new Set(query.keys())].filter((name) => name !== 'version' && name !== 'dockerfile');
  return Object.fromEntries(
    names.map((name) => {
      const values = query.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}

describe('dlint build', () => {
  it.each<[string, readonly string[], Sent['query'] & object]>([
    ['nothing', [], {}],
    ['names', ['-t', 'a:1', '--tag=b'], { t: ['a:1', 'b'] }],
    ['labels', ['--label', 'b=x=y', '--label', 'a', '--label', 'b=z'], { labels: '{"a":"","b":"z"}' }],
    ['build arguments', ['--build-arg', 'A=1', '--build-arg', 'B'], { buildargs: '{"A":"1","B":null}' }],
    ['a platform', ['--platform', 'linux/ARM64'], { platform: 'linux/arm64' }],
    ['caches', ['--cache-from', 'a,b', '--cache-from', 'c'], { cachefrom: '["a","b","c"]' }],
    [
      'flags',
      ['--no-cache', '--pull', '-q', '--force-rm'],
      { nocache: '1', pull: '1', q: '1', forcerm: '1' },
    ],
    ['flags with values', ['--no-cache=false', '--rm=false'], { rm: '0' }],
    ['the last of two', ['--target', 'a', '--target', 'b', '--rm=false', '--rm'], { target: 'b' }],
    ['defaults', ['--network', 'default', '--isolation=Default', '-m', '0', '-c', '0', '--target='], {}],
    ['a network', ['--network', 'host'], { networkmode: 'host' }],
    [
      'memory',
      ['-m', '64m', '--memory-swap', '-1', '--shm-size=1.5k'],
      { memory: '67108864', memswap: '-1', shmsize: '1536' },
    ],
    [
      'processors',
      [
        '-c',
        '0x10',
        '--cpu-period',
        '1_000',
        '--cpu-quota',
        '-1',
        '--cpuset-cpus',
        '0-3',
        '--cpuset-mems=0,1',
      ],
      { cpushares: '16', cpuperiod: '1000', cpuquota: '-1', cpusetcpus: '0-3', cpusetmems: '0,1' },
    ],
    ['octal numbers', ['--cpu-shares', '010'], { cpushares: '8' }],
    [
      'numbers of 64 bits',
      [
        '-m',
        '4194304t',
        '--cpu-quota=-9223372036854775808',
        '--ulimit',
        'stack=9007199254740993:9223372036854775807',
      ],
      {
        memory: '4611686018427387904',
        cpuquota: '-9223372036854775808',
        ulimits: '[{"Name":"stack","Hard":9223372036854775807,"Soft":9007199254740993}]',
      },
    ],
    ['addresses with blanks', ['--add-host', 'a: 10.0.0.1'], { extrahosts: 'a: 10.0.0.1' }],
    ['names that objects have', ['--build-arg', 'toString'], { buildargs: '{"toString":null}' }],
    ['nothing for log levels', ['--log-level', 'TRACE', '-l', ''], {}],
    [
      'hosts',
      ['--add-host', 'a:10.0.0.1', '--add-host=b=[::1]', '--add-host', 'c:host-gateway'],
      { extrahosts: ['a:10.0.0.1', 'b:::1', 'c:host-gateway'] },
    ],
    [
      'limits',
      ['--ulimit', 'nofile=1:2', '--ulimit', 'core=-1', '--ulimit', 'nofile=3'],
      { ulimits: '[{"Name":"core","Hard":-1,"Soft":-1},{"Name":"nofile","Hard":3,"Soft":3}]' },
    ],
    ['security', ['--security-opt', 'a=b', '--security-opt=c,d'], { securityopt: ['a=b', 'c', 'd'] }],
    [
      'others',
      ['--cgroup-parent', '/a', '--isolation', 'hyperv'],
      { cgroupparent: '/a', isolation: 'hyperv' },
    ],
  ])('sends %s', async (_, argv, query) => {
    expect(await build([...argv, '.'])).toMatchObject({ exit: 0, query });
    expect((await build([...argv, '.'])).query).toEqual(query);
  });

  it.each([
    [['--add-host', 'a'], '--add-host is NAME:ADDRESS'],
    [['--add-host', 'a:010.0.0.1'], '--add-host a needs an IP address or host-gateway'],
    [['--add-host', 'a:[host-gateway]'], '--add-host a needs an IP address or host-gateway'],
    [['--ulimit', 'nofile'], '--ulimit is NAME=SOFT[:HARD]'],
    [['--ulimit', 'nofiles=1'], "--ulimit knows no 'nofiles'"],
    [['--ulimit', 'nofile=1:2:3'], 'more than a soft and a hard limit'],
    [['--ulimit', 'nofile=3:2'], 'the soft limit is above the hard limit'],
    [['--ulimit', 'nofile=-1:2'], 'the soft limit is above the hard limit'],
    [['--ulimit', 'nofile=1:'], "'' is no whole number"],
    [['--ulimit', 'nofile=9223372036854775808'], 'too large; -1 is no limit'],
    [['-m', '1x'], "--memory is a size such as 512m or 2g (units b, k, m, g, t, p), not '1x'"],
    [['--memory-swap', '-2'], '--memory-swap is a size'],
    [['--shm-size', '99999999999g'], '--shm-size 99999999999g is more than any machine has'],
    [['--cpu-quota', '1.5'], "--cpu-quota is a whole number, not '1.5'"],
    [['--cpu-quota', '0o9'], '--cpu-quota is a whole number'],
    [['--cpu-quota', '9223372036854775808'], '--cpu-quota 9223372036854775808 is too large'],
    [
      ['-l', 'loud'],
      "--log-level is one of trace, debug, info, warn, warning, error, fatal, panic; not 'loud'",
    ],
    [['--label', '=x'], "--label needs a name in front of the '='"],
    [['--label', 'a b=x'], '--label needs a name without blanks'],
    [['--cache-from', 'a,"b'], '--cache-from a,"b is no list with commas'],
    [['--sbom'], '--sbom is not supported: '],
    [['--provenance=mode=max'], '--provenance is not supported: '],
    [['--build-context', 'a=b'], '--build-context is not supported: '],
    [['--check'], '--check is not supported: dlint lint --preset buildkit runs the same checks'],
    [['--rm=maybe'], "--rm is true or false, not 'maybe'"],
  ])('refuses %j', async (argv, message) => {
    const { exit, stderr, query } = await build([...argv, '.']);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd()).not.toContain('\n');
    expect({ exit, query }).toEqual({ exit: 2, query: undefined });
  });

  it.each<[readonly string[], string]>([
    [[], "'dlint build' requires 1 argument: the build context PATH, URL or -"],
    [['a', 'b'], "'dlint build' requires 1 argument: the build context PATH, URL or -"],
    [[''], 'the build context PATH is empty'],
    [['-f', '-', '-'], 'standard input cannot be both the build context and the Dockerfile'],
  ])('refuses the operands %j', async (argv, message) => {
    expect(await build(argv)).toMatchObject({
      exit: 2,
      stderr: `dlint: ${message} (see dlint build --help)\n`,
    });
  });

  it('looks for the context as it is written', async () => {
    const { exit, stderr } = await build(['gone/..']);
    expect(exit).toBe(1);
    expect(stderr).toMatch(
      /^dlint: cannot use .*\/gone\/\.\. as build context: no such file or directory\n$/,
    );
    expect(await build(['./'])).toMatchObject({ exit: 0 });
  });

  it('takes what is refused elsewhere if it is switched off', async () => {
    expect(await build(['--provenance=false', '--check=false', '.'])).toMatchObject({ exit: 0, query: {} });
  });

  it('builds for the last platform that is given, and says so', async () => {
    const platforms = ['linux/arm', 'linux/amd64'].map((name) => `--platform=${name}`);
    expect(await build([...platforms, '.'])).toMatchObject({
      query: { platform: 'linux/amd64' },
      stderr: expect.stringContaining('for linux/amd64, not for linux/arm; build once for each'),
    });
    expect(await build(['--platform=linux', '--platform=linux', '.'])).toMatchObject({
      stderr: expect.not.stringContaining('build once'),
    });
  });

  it('builds for DOCKER_DEFAULT_PLATFORM, unless there is an option', async () => {
    const env = { DOCKER_DEFAULT_PLATFORM: 'linux/s390x' };
    expect(await build(['.'], { env })).toMatchObject({ query: { platform: 'linux/s390x' } });
    expect(await build(['--platform', 'linux/arm', '.'], { env })).toMatchObject({
      query: { platform: 'linux/arm' },
    });
  });

  it('takes a Dockerfile, or a context, from standard input', async () => {
    const stdin = 'FROM scratch\n';
    expect(await build(['-f', '-', '.'], { stdin, files: {} })).toMatchObject({ exit: 0 });
    expect(await build(['-'], { stdin })).toMatchObject({ exit: 0 });
    expect(await build(['-f', 'x', '-'], { stdin })).toMatchObject({
      exit: 1,
      stderr: 'dlint: the build context standard input is a Dockerfile itself: leave out -f x\n',
    });
  });

  it.each([
    [['--network', 'host'], { 'Api-Version': '1.24' }, '--network needs API 1.25'],
    [['--platform', 'linux/arm'], { 'Api-Version': '1.31' }, '--platform needs API 1.32'],
    [['--squash'], { 'Docker-Experimental': 'false' }, '--squash needs a daemon with experimental features'],
  ])('does not let an older daemon pass over %j', async (argv, greeting, message) => {
    const { exit, stderr, query } = await build([...argv, '.'], { greeting });
    expect({ exit, query }).toEqual({ exit: 1, query: undefined });
    expect(stderr).toContain(message);
  });

  it('squashes where the daemon can', async () => {
    const greeting = { 'Docker-Experimental': 'true' };
    expect(await build(['--squash', '.'], { greeting })).toMatchObject({ query: { squash: '1' } });
  });
});

describe('DOCKER_CONTENT_TRUST', () => {
  const env = { DOCKER_CONTENT_TRUST: '1' };
  const digest = `@sha256:${'1'.repeat(64)}`;

  it.each([
    ['an image by its tag', 'FROM alpine:3\n', false],
    ['one by a variable', 'ARG I=alpine\nFROM $I\n', false],
    ['an image by its digest', `FROM alpine${digest} AS a\nFROM a\n`, true],
    ['no image', 'FROM scratch\n', true],
  ])('with %s', async (_, dockerfile, isTaken) => {
    const { exit, stderr } = await build(['.'], { env, files: { Dockerfile: dockerfile } });
    expect(exit).toBe(isTaken ? 0 : 1);
    expect(stderr.includes('asks for signed images')).toBe(!isTaken);
  });

  it('is lifted by --disable-content-trust, and by 0', async () => {
    const files = { Dockerfile: 'FROM alpine\n' };
    expect(await build(['--disable-content-trust', '.'], { env, files })).toMatchObject({ exit: 0 });
    expect(await build(['.'], { env: { DOCKER_CONTENT_TRUST: '0' }, files })).toMatchObject({ exit: 0 });
  });
});

describe('--iidfile', () => {
  const files = { Dockerfile: 'FROM scratch\n', iid: 'old' };

  it('holds the id, without a line break', async () => {
    const cwd = temporaryFolder(files);
    expect(await build(['--iidfile', 'iid', '.'], { cwd })).toMatchObject({ exit: 0 });
    expect(readFileSync(join(cwd, 'iid'), 'utf8')).toBe(ID);
  });

  it('is gone if the build fails', async () => {
    const cwd = temporaryFolder(files);
    expect(await build(['--iidfile', 'iid', '-f', 'nowhere', '.'], { cwd })).toMatchObject({ exit: 1 });
    expect(existsSync(join(cwd, 'iid'))).toBe(false);
  });

  it('is gone if the build does not begin', async () => {
    const cwd = temporaryFolder({ ...files, Dockerfile: 'FROM debian\n' });
    const { exit, query } = await build(['--iidfile', 'iid', '--lint=error', '.'], { cwd });
    expect({ exit, query }).toEqual({ exit: 1, query: undefined });
    expect(existsSync(join(cwd, 'iid'))).toBe(false);
  });

  it('takes the place of an empty directory, but of no other', async () => {
    const cwd = temporaryFolder({ ...files, 'full/file': '' });
    mkdirSync(join(cwd, 'empty'));
    expect(await build(['--iidfile', 'empty', '.'], { cwd })).toMatchObject({ exit: 0 });
    const { exit, stderr } = await build(['--iidfile', 'full', '.'], { cwd });
    expect(exit).toBe(2);
    expect(stderr).toContain(`--iidfile: cannot remove ${join(cwd, 'full')}: `);
    writeFileSync(join(cwd, 'file'), '');
    expect((await build(['--iidfile', 'file/x', '.'], { cwd })).stderr).toContain('--iidfile: cannot');
  });

  it('is refused before the build where it could not be written', async () => {
    const cwd = temporaryFolder(files);
    const { exit, query, stderr } = await build(['--iidfile', 'nowhere/iid', '.'], { cwd });
    expect({ exit, query }).toEqual({ exit: 2, query: undefined });
    const path = join(cwd, 'nowhere/iid');
    expect(stderr).toContain(`--iidfile: cannot write ${path}: no such file or directory`);
  });

  it('stays where it is if the metadata cannot be written', async () => {
    const cwd = temporaryFolder(files);
    expect((await build(['--iidfile', 'iid', '--metadata-file', 'nowhere/x', '.'], { cwd })).exit).toBe(2);
    expect(readFileSync(join(cwd, 'iid'), 'utf8')).toBe('old');
  });

  it.skipIf(process.platform === 'win32')('is a pipe that stays, too', async () => {
    const cwd = temporaryFolder(files);
    const pipe = join(cwd, 'pipe');
    execFileSync('mkfifo', [pipe]);
    // Open for both, so that nobody waits for the other end.
    const reader = openSync(pipe, 'r+');
    onTestFinished(() => closeSync(reader));
    expect(await build(['--iidfile', 'pipe', '.'], { cwd })).toMatchObject({ exit: 0 });
    const bytes = Buffer.alloc(100);
    expect(bytes.toString('utf8', 0, readSync(reader, bytes))).toBe(ID);
  });
});

describe('what the classic builder would drop', () => {
  it('is refused with its place and its code', async () => {
    const files = { Dockerfile: 'FROM scratch\nCOPY <<E /x\nE\n' };
    const { exit, query, stderr } = await build(['.'], { files });
    expect({ exit, query }).toEqual({ exit: 1, query: undefined });
    expect(stderr).toMatch(
      /^dlint: Dockerfile:2:6: the here-document <<E needs BuildKit: .*\n 2 │ COPY <<E \/x\n/,
    );
  });
});

describe('--output', () => {
  it.each([
    ['nowhere/a.tar', 'tar', 'no such file or directory'],
    ['file/a.tar', 'oci', 'not a directory'],
    ['folder', 'docker', 'is a directory, not a file to write to'],
    ['file', 'local', 'not a directory'],
    ['file/deep/out', 'local', 'not a directory'],
  ])(
    'is refused before the build where it could not be written: %s of type %s',
    async (dest, type, reason) => {
      const cwd = temporaryFolder({ Dockerfile: 'FROM scratch\n', file: '', 'folder/file': '' });
      const { exit, query, stderr } = await build(['-o', `type=${type},dest=${dest}`, '.'], { cwd });
      expect({ exit, query }).toEqual({ exit: 2, query: undefined });
      expect(stderr).toMatch(new RegExp(`^dlint: --output: .*${reason} .*\n$`));
    },
  );

  it.each([
    ['folder/new.tar', 'tar'],
    ['file', 'tar'],
    ['folder/deep/out', 'local'],
    ['folder', 'local'],
  ])("may be %s for type %s, which is the daemon's to refuse", async (dest, type) => {
    const cwd = temporaryFolder({ Dockerfile: 'FROM scratch\n', file: '', 'folder/file': '' });
    const { exit, stderr } = await build(['-o', `type=${type},dest=${dest}`, '.'], { cwd });
    expect(exit).toBe(1);
    expect(stderr).not.toContain('--output: ');
  });
});

describe('the pages about building', () => {
  const pages = ['build.md', 'buildkit.md'].map((page) =>
    readFileSync(join(import.meta.dirname, '../../docs', page), 'utf8'),
  );
  const options: OptionSpecs = command.options;

  it.each(Object.keys(options).filter((name) => !options[name]?.hidden))('describe --%s', (name) => {
    expect(pages.join('\n')).toMatch(new RegExp(`--${name}\\b`));
  });

  it.each(Object.keys(refusedOptions).filter((name) => name !== 'stream'))(
    'say why --%s is refused',
    (name) => {
      expect(pages.join('\n')).toContain(`\`--${name}\``);
    },
  );
});
