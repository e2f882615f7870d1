import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';

const bin = join(import.meta.dirname, '../../bin/dlint.js');
const wrong = 'FROM scratch\nBOGUS\n';
const finding = ':2:1: error DL1000 unknown instruction: BOGUS\n';
/** More findings than fit into a pipe. */
const many = `FROM scratch\n${'BOGUS\n'.repeat(5000)}`;

const hasScript = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0;

function dlint(args: readonly string[], options: Parameters<typeof spawnSync>[2] = {}) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    encoding: 'utf8',
    ...options,
  });
  return { exit: status ?? signal, stdout, stderr };
}

function shell(script: string, cwd: string) {
  const env = { ...process.env, NODE: process.execPath, BIN: bin };
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8', cwd, env });
  return { exit: status, stdout, stderr };
}

/** The exit code, or the signal that ended it. */
async function exitOf(child: ChildProcess): Promise<unknown> {
  const [code, signal] = await once(child, 'exit');
  return code ?? signal;
}

describe('the dlint process', () => {
  it.each([
    ['FROM scratch\n', [], 0, ''],
    [wrong, [], 1, `Dockerfile${finding}`],
    [wrong, ['missing'], 2, `Dockerfile${finding}`],
    [wrong, ['--bogus'], 2, ''],
  ])('exits by what it found in %j with %j: %i', (content, more, exit, stdout) => {
    const cwd = temporaryFolder({ Dockerfile: content });
    expect(dlint(['Dockerfile', ...more], { cwd })).toMatchObject({ exit, stdout });
  });

  it('reads standard input, from a pipe and from a file', () => {
    const cwd = temporaryFolder({ Dockerfile: wrong });
    expect(dlint(['-'], { input: wrong }).stdout).toBe(`<stdin>${finding}`);
    expect(shell('"$NODE" "$BIN" - < Dockerfile', cwd).stdout).toBe(`<stdin>${finding}`);
    expect(shell('"$NODE" "$BIN" <(cat Dockerfile)', cwd).stdout).toMatch(
      new RegExp(`^/dev/fd/\\d+${finding}`),
    );
  });

  it('writes everything before it ends, however slowly it is read', () => {
    const cwd = temporaryFolder({ Dockerfile: many });
    const { stdout } = shell('"$NODE" "$BIN" Dockerfile | (read -rN 1; sleep 0.5; wc -l)', cwd);
    expect(Number(stdout)).toBe(5000);
  });

  it('does not wait for a reader, and loses nothing of what it writes', async () => {
    const module = JSON.stringify(join(import.meta.dirname, '../../bin/standard-output.js'));
    const lines = `Array.from({ length: 100_000 }, (_, number) => 'line ' + number + '\\n')`;
    const code = `const { standardOutput } = require(${module}); const output = standardOutput(1, () => process.stdout, () => {});
      for (const line of ${lines}) output.write(line); process.stderr.write('written');`;
    const child = spawn(process.execPath, ['-e', code]);
    const ended = exitOf(child);
    // So far nobody has read a line.
    expect(String(await once(child.stderr, 'data'))).toBe('written');
    const read = (await child.stdout.setEncoding('utf8').toArray()).join('').split('\n');
    expect(read.length).toBe(100_001);
    expect(read.findIndex((line, number) => line !== `line ${number}`)).toBe(100_000);
    expect(await ended).toBe(0);
  });

  it.skipIf(!hasScript)('takes a terminal without a size for one whose size is not known', () => {
    const module = join(import.meta.dirname, '../../bin/standard-output.js');
    const cwd = temporaryFolder({
      'size.cjs': `const output = require('${module}').standardOutput(1, () => process.stdout, () => {});
        output.write(JSON.stringify([output.isTerminal, process.stdout.columns, output.columns ?? null, output.rows ?? null]));`,
    });
    const { stdout } = shell(`script -qec '"$NODE" size.cjs' /dev/null < /dev/null`, cwd);
    expect(JSON.parse(stdout)).toEqual([true, 0, null, null]);
  });

  it.skipIf(process.platform === 'win32')('writes a report into a pipe that has a name', () => {
    const cwd = temporaryFolder({ Dockerfile: wrong });
    const { stdout } = shell('"$NODE" "$BIN" -f gnu:/dev/stdout Dockerfile | cat', cwd);
    expect(stdout).toContain('unknown instruction: BOGUS');
  });

  it('ends quietly where nobody reads on', () => {
    const cwd = temporaryFolder({ Dockerfile: many });
    const script = '"$NODE" "$BIN" Dockerfile | head -1; echo "${PIPESTATUS[0]}"';
    const { stdout, stderr } = shell(script, cwd);
    expect(stdout).toBe(`Dockerfile${finding}1\n`);
    expect(stderr).toBe('');
  });

  it.skipIf(process.platform !== 'linux')('says where its output cannot be written', () => {
    const cwd = temporaryFolder({ Dockerfile: wrong });
    const { exit, stderr } = shell('"$NODE" "$BIN" Dockerfile > /dev/full', cwd);
    expect(stderr).toMatch(/^dlint: standard output: ENOSPC.*\n$/);
    expect(exit).toBe(2);
  });

  it('reports what may not be read, and lints the rest', () => {
    const cwd = temporaryFolder({
      Dockerfile: wrong,
      'Dockerfile.secret': wrong,
      'locked/Dockerfile': wrong,
    });
    for (const [path, mode] of [
      ['', 0o755],
      ['Dockerfile', 0o644],
      ['Dockerfile.secret', 0],
      ['locked', 0],
    ] as const)
      chmodSync(join(cwd, path), mode);
    // Root may read everything.
    const someone = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const { exit, stdout, stderr } = dlint(['.'], { cwd, ...someone });
    chmodSync(join(cwd, 'locked'), 0o700);
    expect(stderr).toBe('dlint: locked: permission denied\ndlint: Dockerfile.secret: permission denied\n');
    expect(stdout).toBe(`Dockerfile${finding}`);
    expect(exit).toBe(2);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('is interrupted by %s while it waits for input', async (signal) => {
    const child = spawn(process.execPath, [bin, 'missing', '-']);
    const ended = exitOf(child);
    child.stdin.write('FROM scratch\n');
    // The first operand is reported, so it is at the second.
    await once(child.stderr, 'data');
    child.kill(signal);
    expect(await ended).toBe(130);
  });

  it.each(['lint', 'parse'])(
    'is interrupted while %s waits for somebody to write to a pipe',
    async (command) => {
      const cwd = temporaryFolder();
      execFileSync('mkfifo', ['pipe'], { cwd });
      const child = spawn(process.execPath, [bin, command, 'missing', 'pipe'], { cwd });
      const ended = exitOf(child);
      await once(child.stderr, 'data');
      child.kill('SIGINT');
      expect(await ended).toBe(130);
    },
  );

  it.skipIf(!hasScript)('shows colour and code on a terminal, as wide as that is', () => {
    const cwd = temporaryFolder({ Dockerfile: `FROM scratch\nBOGUS ${'x'.repeat(200)}\n` });
    const inside = 'stty cols 50; "$NODE" "$BIN" Dockerfile';
    const { stdout } = shell(`unset NO_COLOR FORCE_COLOR; TERM=xterm script -qec '${inside}' /dev/null`, cwd);
    const lines = stdout.split('\r\n');
    expect(lines[0]).toContain('\u001B[1;31merror[DL1000]');
    const plain = lines.map((line) => line.replace(/\u001B\[[\d;]*m/g, ''));
    expect(plain[2]).toBe(` 2 │ BOGUS ${'x'.repeat(38)}…`);
    expect(plain.at(-2)).toBe('✖ 1 error in 1 file');
  });
});
