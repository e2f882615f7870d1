import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { run } from './run.ts';

/** One warning each, DL3007. */
const one = 'FROM alpine:latest\n';
const other = 'FROM busybox:latest\n';
const error = 'FROM scratch\nBOGUS\n';

describe('--max-warnings', () => {
  it.each([
    [{ a: one, b: other }, ['--max-warnings', '2'], 0],
    [{ a: one, b: other }, ['--max-warnings=1'], 1],
    [{ a: one, b: other }, ['--max-warnings', '0'], 1],
    [{ a: one, b: error }, ['--max-warnings', '5'], 1],
    [{ a: one }, ['--max-warnings', '5', '--info', 'DL3007', '-t', 'info'], 0],
    [{ a: one }, ['--max-warnings', '0', '--no-fail'], 0],
    [{ a: one }, ['--max-warnings', '0', '-t', 'none'], 0],
    [{ a: one }, ['--max-warnings', '0', '-t', 'error'], 1],
  ])('%#: %j with %j gives %i', async (files, argv, exit) => {
    const ran = await run([...argv, ...Object.keys(files)], { cwd: temporaryFolder(files) });
    expect(ran.stderr).toBe('');
    expect(ran.exit).toBe(exit);
  });

  it.each(['x', '-1', '1.5', '', '1e3'])('cannot be %j', async (text) => {
    const { exit, stderr } = await run([`--max-warnings=${text}`]);
    expect(stderr).toBe(
      `dlint: --max-warnings is a whole number, 0 or more; not '${text}' (see dlint lint --help)\n`,
    );
    expect(exit).toBe(2);
  });
});

describe('--jobs', () => {
  it.each(['0', 'many'])('cannot be %s', async (text) => {
    expect((await run(['--jobs', text])).stderr).toBe(
      `dlint: --jobs is a whole number, 1 or more; not '${text}' (see dlint lint --help)\n`,
    );
  });

  it('changes nothing in what is reported', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 120 }, (_, at) => [`d/Dockerfile.${at}`, at % 2 ? one : error]),
    );
    const cwd = temporaryFolder(files);
    const alone = await run(['--jobs', '1'], { cwd });
    expect(alone.stdout.split('\n')).toHaveLength(121);
    expect(await run(['-j', '3'], { cwd })).toEqual(alone);
  });
});
