import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { run } from './run.ts';

const text = 'FROM scratch AS Base\nRUN <<EOF\nx\nEOF\n';
const dump = '(from "scratch" "AS" "Base")\n(run "<<EOF")';
const tree = {
  dump,
  lines: [
    [1, 1],
    [2, 4],
  ],
  escape: '\\',
};

describe('dlint parse', () => {
  it('prints the tree as JSON, one line for each file', async () => {
    const cwd = temporaryFolder({ a: text, b: '\uFEFFFROM x' });
    const { exit, stdout } = await run(['parse', 'a', 'b'], { cwd });
    const [a, b, ...rest] = stdout.split('\n').map((line) => (line === '' ? null : JSON.parse(line)));
    expect(a).toMatchObject({ kind: 'Document', version: 1, span: { start: 0, end: text.length } });
    expect(b).toMatchObject({
      items: [{ kind: 'From', image: { name: { value: 'x', span: { start: 5, end: 6 } } } }],
    });
    expect(rest).toEqual([null]);
    expect(exit).toBe(0);
  });

  it('prints JSON that steers no terminal', async () => {
    const { stdout } = await run(['parse', '-'], { stdin: 'FROM a\nLABEL a=\x9b31m\u202e\n' });
    expect(stdout).toContain('"value":"\\u009b31m\\u202e"');
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'Document' });
  });

  it("prints BuildKit's S-expressions", async () => {
    expect(await run(['parse', '--format', 'buildkit', '-'], { stdin: text })).toEqual({
      exit: 0,
      stdout: `${dump}\n`,
      stderr: '',
    });
  });

  it("reports in BuildKit's way, refused files too", async () => {
    const cwd = temporaryFolder({ good: text, bad: 'FROM a b\n', worse: 'FROM a\nRUN <<EOF\n' });
    const { exit, stdout } = await run(['parse', '-f', 'buildkit-json', 'good', 'bad', 'worse', '-'], {
      cwd,
      stdin: '',
    });
    const reports = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(reports).toEqual([
      { file: 'good', ...tree, stages: ['base'] },
      {
        file: 'bad',
        dump: '(from "a" "b")',
        lines: [[1, 1]],
        escape: '\\',
        instructionError: {
          message: 'dockerfile parse error on line 1: FROM requires either one or three arguments',
          locations: [[1]],
        },
      },
      { file: 'worse', parseError: expect.stringContaining('unterminated heredoc') },
      { file: '-', parseError: expect.stringMatching(/empty/) },
    ]);
    expect(exit).toBe(0);
  });

  it('reads what can be read', async () => {
    const cwd = temporaryFolder({ a: text, 'd/Dockerfile': text });
    const { exit, stdout, stderr } = await run(['parse', '-f', 'buildkit', 'missing', 'd', 'a'], { cwd });
    expect(stderr).toBe(
      'dlint: missing: no such file or directory\ndlint: d: is a directory, not a Dockerfile\n',
    );
    expect(stdout).toBe(`${dump}\n`);
    expect(exit).toBe(2);
  });

  it('needs a file', async () => {
    expect((await run(['parse'])).exit).toBe(2);
  });
});
