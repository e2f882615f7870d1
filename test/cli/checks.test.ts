import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { run } from './run.ts';

describe('dlint lint --format buildkit-check', () => {
  it('prints what docker build --call=check,format=json prints', async () => {
    const text = 'FROM alpine:3.20 AS Base\nRUN true \\\n  && true\nCMD serve\nFOO\n';
    const cwd = temporaryFolder({ 'one/Dockerfile': text });
    const { exit, stdout } = await run(['-f', 'buildkit-check', 'one/Dockerfile'], { cwd });
    expect(exit).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      warnings: [
        {
          ruleName: 'StageNameCasing',
          description: 'Stage names should be lowercase',
          url: 'https://docs.docker.com/go/dockerfile/rule/stage-name-casing/',
          detail: "Stage name 'Base' should be lowercase",
          location: { ranges: [{ start: { line: 1 }, end: { line: 1 } }] },
        },
        {
          ruleName: 'JSONArgsRecommended',
          description:
            'JSON arguments recommended for ENTRYPOINT/CMD to prevent unintended behavior related to OS signals',
          url: 'https://docs.docker.com/go/dockerfile/rule/json-args-recommended/',
          detail: 'JSON arguments recommended for CMD to prevent unintended behavior related to OS signals',
          location: { ranges: [{ start: { line: 4 }, end: { line: 4 } }] },
        },
      ],
      sources: [
        { filename: 'one/Dockerfile', language: 'Dockerfile', data: Buffer.from(text).toString('base64') },
      ],
      buildError: {
        message: 'dockerfile parse error on line 5: unknown instruction: FOO (did you mean FROM?)',
        location: { ranges: [{ start: { line: 5 }, end: { line: 5 } }] },
      },
    });
  });

  it('prints a line for each file, and all lines of an instruction', async () => {
    const cwd = temporaryFolder({
      clean: 'FROM alpine:3.20\n',
      other: 'FROM alpine:3.20\nEXPOSE \\\n  80:80\n',
    });
    const { exit, stdout } = await run(['-f', 'buildkit-check', 'clean', 'other'], { cwd });
    expect(exit).toBe(1);
    const [first, second] = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(first.warnings).toBeNull();
    expect(first.buildError).toBeUndefined();
    expect(second.warnings[0].location.ranges).toEqual([
      { start: { line: 2 }, end: { line: 2 } },
      { start: { line: 3 }, end: { line: 3 } },
    ]);
  });
});

describe('the ignore file', () => {
  const lint = async (
    files: Readonly<Record<string, string>>,
    ...options: readonly string[]
  ): Promise<string> => {
    const cwd = temporaryFolder({ 'api/Dockerfile': 'FROM alpine:3.20\nCOPY a b /\n', ...files });
    return (await run(['--no-config', '-f', 'compact', ...options, 'api/Dockerfile'], { cwd })).stdout;
  };

  it('is the one beside the Dockerfile', async () => {
    const found = await lint({ '.dockerignore': 'a', 'api/.dockerignore': 'b\n' });
    expect(found).toContain('CopyIgnoredFile `b` is excluded');
    expect(found).not.toContain('`a` is excluded');
  });

  it('is rather the one of its name', async () => {
    const found = await lint({ 'api/.dockerignore': 'b', 'api/Dockerfile.dockerignore': 'a' });
    expect(found).toContain('`a` is excluded');
    expect(found).not.toContain('`b` is excluded');
  });

  it('is that of --context', async () => {
    const files = { '.dockerignore': 'a', 'api/.dockerignore': 'b' };
    expect(await lint(files, '--context', '.')).toContain('`a` is excluded');
  });

  it('says nothing where there is none, or none that can be understood', async () => {
    expect(await lint({})).not.toContain('CopyIgnoredFile');
    expect(await lint({ 'api/.dockerignore': 'a\n[\n' })).not.toContain('CopyIgnoredFile');
  });
});

describe('--platform', () => {
  it('is what a platform is compared with', async () => {
    const cwd = temporaryFolder({
      Dockerfile: 'FROM --platform=$TARGETPLATFORM alpine:3.20\nWORKDIR C:/x\n',
    });
    const found = await run(['--preset', 'buildkit', '--platform', 'windows/amd64', 'Dockerfile'], { cwd });
    expect(found.stdout).toContain('RedundantTargetPlatform');
    expect(found.stdout).not.toContain('WorkdirRelativePath');
  });

  it('has to be one', async () => {
    const cwd = temporaryFolder({ Dockerfile: 'FROM scratch\n' });
    const { exit, stderr } = await run(['--platform', 'a/b/c/d', 'Dockerfile'], { cwd });
    expect([exit, stderr]).toEqual([2, expect.stringContaining('--platform needs a platform')]);
  });
});
