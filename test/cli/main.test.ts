import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import type { Command } from '../../src/cli/command.ts';
import { commands } from '../../src/cli/commands.ts';
import { main } from '../../src/cli/main.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { run } from './run.ts';

const topics = Object.keys(commands);

describe('dlint', () => {
  it('alone lints the working directory', async () => {
    const cwd = temporaryFolder({ 'a/Dockerfile': 'BOGUS\n' });
    const { exit, stdout } = await run([], { cwd });
    expect(stdout).toMatch(/^a\/Dockerfile:1:1: error DL1000 .*BOGUS/);
    expect(exit).toBe(1);
  });

  it('takes a name for a command only where nothing says that it is a path', async () => {
    const cwd = temporaryFolder({ 'parse/Dockerfile': 'FROM scratch\nBOGUS\n' });
    expect((await run(['parse'], { cwd })).stderr).toBe(
      "dlint: name a file, or '-' for standard input (see dlint parse --help)\n",
    );
    expect((await run(['./parse'], { cwd })).stdout).toMatch(/^parse\/Dockerfile:2:1: /);
    expect((await run(['lint', 'parse'], { cwd })).stdout).toMatch(/^parse\/Dockerfile:2:1: /);
  });

  it.each([[['--version']], [['-v']], [['lint', '-v']]])('%j tells the version', async (argv) => {
    expect(await run(argv)).toEqual({ exit: 0, stdout: `dlint ${manifest.version}\n`, stderr: '' });
  });

  it.each([
    [['--bogus'], 'unknown option --bogus (see dlint lint --help)'],
    [
      ['parse', '--fromat', 'json'],
      'unknown option --fromat, did you mean --format? (see dlint parse --help)',
    ],
    [['help', 'lintt'], "unknown command 'lintt', did you mean 'lint'? (see dlint --help)"],
    [['help', 'toString'], "unknown command 'toString' (see dlint --help)"],
    [['-x\u001b[31m'], 'unknown option -x (see dlint lint --help)'],
    [['--x\u001b[31m'], 'unknown option --x␛[31m (see dlint lint --help)'],
  ])('%j is wrong usage', async (argv, message) => {
    expect(await run(argv)).toEqual({ exit: 2, stdout: '', stderr: `dlint: ${message}\n` });
  });

  it.each([
    [{}, /^dlint: internal error: the disk is on fire\n$/],
    [{ DLINT_DEBUG: '1' }, /^dlint: internal error: the disk is on fire\nError: the disk is on fire\n +at /],
  ])('reports a mistake of its own, environment %j', async (env, expected) => {
    const lines: string[] = [];
    const broken = {
      isTerminal: false,
      write() {
        throw new Error('the disk is on fire');
      },
    };
    const stderr = { isTerminal: false, write: (chunk: string | Uint8Array) => lines.push(String(chunk)) };
    const { signal } = new AbortController();
    const io = { stdin: (async function* () {})(), stdout: broken, stderr, env, cwd: '/', signal };
    expect(await main(['--version'], io)).toBe(3);
    expect(lines.join('')).toMatch(expected);
  });

  it('is interrupted by its signal', async () => {
    const cwd = temporaryFolder({ Dockerfile: 'FROM scratch\n' });
    expect((await run(['.'], { cwd, signal: AbortSignal.abort() })).exit).toBe(130);
  });
});

describe('help', () => {
  it.each([[['--help']], [['-h']], [['help']], [['help', '--help']]])(
    '%j shows every command',
    async (argv) => {
      const { exit, stdout } = await run(argv);
      expect(exit).toBe(0);
      for (const topic of topics) expect(stdout).toContain(`  dlint ${topic} `);
      expect(stdout).toContain('Exit codes:');
    },
  );

  it.each(topics)('of %s shows every option, however it is asked for', async (topic) => {
    const { exit, stdout } = await run(['help', topic]);
    expect(exit).toBe(0);
    expect(stdout).toMatch(new RegExp(`^Usage: dlint ${topic} `));
    const { options }: Command = await commands[topic as keyof typeof commands]();
    const listed = Object.keys(options).filter((option) => !options[option]?.hidden);
    for (const option of [...listed, 'help', 'version']) expect(stdout).toMatch(new RegExp(`--${option}\\b`));
    expect(await run([topic, '--help'])).toEqual({ exit, stdout, stderr: '' });
    expect(await run([topic, '-h', '--bogus'])).toEqual({ exit, stdout, stderr: '' });
  });

  it.each([40, 80, 200])('fits into %i columns', async (columns) => {
    for (const argv of [['--help'], ...topics.map((topic) => ['help', topic])]) {
      const { stdout } = await run(argv, { columns });
      const widest = Math.max(...stdout.split('\n').map((line) => line.length));
      expect(widest).toBeLessThanOrEqual(columns);
    }
  });
});
