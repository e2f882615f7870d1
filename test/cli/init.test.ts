import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Exit } from '../../src/cli/exit.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { run } from './run.ts';

const dockerfile = `FROM debian
LABEL version=1 author=me
RUN sudo apt-get update && apt-get install curl
# hadolint ignore=DL3003
RUN cd /tmp && make
RUN cd /opt && make
COPY a b c
CMD start
`;
const offline = ['--shellcheck', 'off'];

function written(cwd: string): string {
  return readFileSync(join(cwd, '.dlint.yaml'), 'utf8');
}

describe('dlint init beside a .hadolint.yaml', () => {
  const hadolint = `failure-threshold: error
format: json
no-color: true
ignored: [DL3008, DL9999, SC2086]
override:
  error: [DL3007]
  style: [DL3004, DL3008]
trustedRegistries:
  - docker.io
  - "*.example.com"
label-schema:
  author: text
  version: semver
strict-labels: true
disable-ignore-pragma: true
`;

  it('carries every key over, with where it comes from', async () => {
    const cwd = temporaryFolder({ '.hadolint.yaml': hadolint });
    expect(await run(['init'], { cwd })).toEqual({
      exit: Exit.clean,
      stdout:
        'Wrote .dlint.yaml from .hadolint.yaml; `dlint --print-config` shows what holds for each file.\n',
      stderr: '',
    });
    expect(written(cwd)).toMatchInlineSnapshot(`
      "# Configuration of dlint, made from .hadolint.yaml by \`dlint init\`. Nothing reads that file any more.
      # Without \`preset: hadolint\`, rules of dlint come in that hadolint does not have.

      preset: hadolint             # .hadolint.yaml
      failure-threshold: error     # failure-threshold
      disable-ignore-pragma: true  # disable-ignore-pragma

      rules:
        DL3051: [warning, { "label-schema": { "author": text, "version": semver } }]  # label-schema
        DL3055: [warning, { "label-schema": { "author": text, "version": semver } }]  # label-schema
        DL3058: [warning, { "label-schema": { "author": text, "version": semver } }]  # label-schema
        DL3054: [warning, { "label-schema": { "author": text, "version": semver } }]  # label-schema
        DL3053: [warning, { "label-schema": { "author": text, "version": semver } }]  # label-schema
        DL3052: [warning, { "label-schema": { "author": text, "version": semver } }]  # label-schema
        DL3056: [warning, { "label-schema": { "author": text, "version": semver } }]  # label-schema
        DL3049: [info, { "label-schema": { "author": text, "version": semver } }]  # label-schema
        DL3050: [info, { "label-schema": { "author": text, "version": semver }, "strict-labels": true }]  # label-schema, strict-labels
        DL3026: [error, { "trusted-registries": ["docker.io", "*.example.com"] }]  # trustedRegistries
        DL3004: style  # override.style
        DL3008: off    # ignored
        DL3007: error  # override.error
        SC2086: off    # ignored

      # No rule goes by these codes, which are left out: DL9999
      # For the command line, as no file says it: -f json --no-color
      "
    `);
  });

  it('has dlint find the same', async () => {
    const level = fc.subarray([
      'DL3004',
      'DL3006',
      'DL3007',
      'DL3008',
      'DL3015',
      'DL3045',
      'DL3048',
      'SC2086',
      'DL0000',
    ]);
    const config = fc.record(
      {
        'failure-threshold': fc.constantFrom('error', 'warning', 'info', 'style', 'ignore', 'none'),
        ignored: level,
        override: fc.record(
          { error: level, warning: level, info: level, style: level },
          { requiredKeys: [] },
        ),
        trustedRegistries: fc.subarray(['docker.io', 'quay.io']),
        'label-schema': fc.dictionary(
          fc.constantFrom('author', 'version', 'x'),
          fc.constantFrom('text', 'semver', 'url'),
        ),
        'strict-labels': fc.boolean(),
        'disable-ignore-pragma': fc.boolean(),
        'no-fail': fc.boolean(),
      },
      { requiredKeys: [] },
    );
    const cwd = temporaryFolder({ Dockerfile: dockerfile });
    await fc.assert(
      fc.asyncProperty(config, async (value) => {
        rmSync(join(cwd, '.dlint.yaml'), { force: true });
        writeFileSync(join(cwd, '.hadolint.yaml'), JSON.stringify(value));
        const before = await run([...offline, 'Dockerfile'], { cwd });
        expect((await run(['init'], { cwd })).exit).toBe(Exit.clean);
        expect(await run([...offline, 'Dockerfile'], { cwd })).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });

  it('says what is wrong with a broken one, and writes nothing', async () => {
    const cwd = temporaryFolder({ '.hadolint.yaml': 'ignored: 1\n' });
    const { exit, stderr } = await run(['init'], { cwd });
    expect({ exit, stderr }).toEqual({
      exit: Exit.usage,
      stderr: expect.stringMatching(/^dlint: \.hadolint\.yaml:1:10: /),
    });
    expect(existsSync(join(cwd, '.dlint.yaml'))).toBe(false);
  });
});

describe('dlint init without one', () => {
  it('sets what fails today below the threshold, so that the run passes', async () => {
    const cwd = temporaryFolder({
      Dockerfile: 'FROM debian\nRUN cd /opt && make\n',
      'web/Dockerfile': 'FROM debian\n',
    });
    const { exit, stdout } = await run(['init'], { cwd });
    expect({ exit, stdout }).toMatchObject({
      exit: Exit.clean,
      stdout: expect.stringMatching(/^Wrote \.dlint\.yaml from \d+ findings under the preset recommended/),
    });
    expect(written(cwd)).toMatchInlineSnapshot(`
      "# Configuration of dlint, made by \`dlint init\`.
      # These rules found something on that day, and would fail the run. Take a line out when its findings are gone.

      preset: recommended         # which rules run: dlint rules --preset NAME lists them
      failure-threshold: warning  # the least severity that fails: style, info, warning, error

      rules:
        DL3006: info  # 2 findings in 2 files: Base image without a tag
      "
    `);
    expect((await run(offline, { cwd })).exit).toBe(Exit.clean);
    expect((await run(['--no-config', ...offline], { cwd })).exit).toBe(Exit.findings);
  });

  it.each(['recommended', 'strict', 'hadolint', 'buildkit', 'all'])('does so under %s', async (preset) => {
    const cwd = temporaryFolder({ Dockerfile: dockerfile, '.hadolint.yaml': '' });
    await run(['init', '--preset', preset], { cwd });
    expect(written(cwd)).toContain(`preset: ${preset} `);
    expect((await run(offline, { cwd })).exit).toBe(Exit.clean);
  });

  it('says what still fails, as it cannot be set', async () => {
    const cwd = temporaryFolder({ Dockerfile: 'FROM debian:12\nBOGUS\nBOGUS\n' });
    await run(['init', '--from-findings'], { cwd });
    expect(written(cwd)).toContain('# DL1000 cannot be set, and still fails: 2 findings in 1 file\n');
    expect((await run(offline, { cwd })).exit).toBe(Exit.findings);
  });

  it('writes a file all the same where nothing is to be linted, and says so', async () => {
    const cwd = temporaryFolder();
    expect(await run(['init'], { cwd })).toMatchObject({
      exit: Exit.usage,
      stderr: expect.stringContaining('no Dockerfile'),
    });
    expect(written(cwd)).toContain('preset: recommended');
  });
});

describe('dlint init', () => {
  it('overwrites a configuration only by --force', async () => {
    const cwd = temporaryFolder({ '.dlint.yaml': 'preset: style\n', '.hadolint.yaml': '' });
    expect(await run(['init'], { cwd })).toEqual({
      exit: Exit.usage,
      stdout: '',
      stderr: 'dlint: .dlint.yaml is there already: --force overwrites it (see dlint init --help)\n',
    });
    expect(written(cwd)).toBe('preset: style\n');
    expect((await run(['init', '--force'], { cwd })).exit).toBe(Exit.clean);
    expect(written(cwd)).toContain('preset: hadolint');
  });

  it('leaves the place to a configuration with another name', async () => {
    const cwd = temporaryFolder({ 'dlint.config.json': '{}' });
    expect((await run(['init', '--force'], { cwd })).stderr).toContain('dlint.config.json is there already');
    expect(existsSync(join(cwd, '.dlint.yaml'))).toBe(false);
  });

  it('takes no operand', async () => {
    expect((await run(['init', 'web'], { cwd: temporaryFolder() })).exit).toBe(Exit.usage);
  });
});
