import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { temporaryFolder } from '../temporary-folder.ts';

const root = join(import.meta.dirname, '../..');
const action = parse(readFileSync(join(root, 'action.yml'), 'utf8'));
const [step] = action.runs.steps;

/** Stands in for npx, which would ask a registry: it runs the command as built, and writes down what it was asked for. */
const npx = `#!/usr/bin/env bash
printf '%s\\n' "$@" > "$ASKED"
[[ $1 == --yes && $2 == --package && $4 == dlint ]] || exit 99
shift 4
exec "${process.execPath}" "${join(root, 'bin/dlint.js')}" "$@"
`;

/** Runs the step as a runner does: inputs in their places, \`bash -eo pipefail\`, a file for the outputs. */
function run(inputs: Readonly<Record<string, string>>, files: Readonly<Record<string, string>>) {
  const cwd = temporaryFolder({ ...files, 'bin/npx': npx, output: '' });
  chmodSync(join(cwd, 'bin/npx'), 0o755);
  const given = Object.entries<string>(step.env).map(([name, template]) => [name, valueOf(template, inputs)]);
  const env = {
    ...Object.fromEntries(given),
    PATH: `${join(cwd, 'bin')}:${process.env.PATH}`,
    ASKED: join(cwd, 'asked'),
    GITHUB_ACTIONS: 'true',
    GITHUB_OUTPUT: join(cwd, 'output'),
    GITHUB_WORKSPACE: cwd,
  };
  const shell = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run];
  const { status, stderr, stdout } = spawnSync('bash', shell, { cwd, env, encoding: 'utf8' });
  return { status, stderr, stdout, output: readFileSync(join(cwd, 'output'), 'utf8'), cwd };
}

function valueOf(template: string, inputs: Readonly<Record<string, string>>): string {
  const name = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(template)?.[1] ?? '';
  expect(Object.keys(action.inputs)).toContain(name);
  return inputs[name] ?? action.inputs[name].default;
}

describe('the GitHub Action', () => {
  it('has an input for each variable of its step, and each with a description', () => {
    expect(action.runs.using).toBe('composite');
    expect(step.shell).toBe('bash');
    expect(Object.values(step.env)).toHaveLength(Object.keys(action.inputs).length);
    for (const { description } of Object.values<{ description: string }>(action.inputs))
      expect(description).toMatch(/\.$/);
  });

  it('annotates what it finds below the working directory, and fails', () => {
    const { output, status, stdout } = run(
      { args: '--shellcheck\noff' },
      { 'web/Dockerfile': 'FROM debian:latest\n' },
    );
    expect(stdout).toMatch(/^::warning file=web\/Dockerfile,line=1,.*DL3007/m);
    expect({ output, status }).toEqual({ output: 'exit-code=1\n', status: 1 });
  });

  it('passes where nothing reaches the threshold', () => {
    const inputs = {
      'failure-threshold': 'error',
      files: 'one file/Dockerfile\n',
      args: '--shellcheck\noff',
    };
    const { output, status } = run(inputs, { 'one file/Dockerfile': 'FROM debian:latest\n' });
    expect({ output, status }).toEqual({ output: 'exit-code=0\n', status: 0 });
  });

  it('takes a configuration, a preset, a version and a file for SARIF', () => {
    const inputs = {
      config: 'lint.yaml',
      preset: 'strict',
      version: '0.1.0',
      sarif: 'dlint.sarif',
      files: 'Dockerfile\nweb',
      args: '--shellcheck\noff',
    };
    const files = {
      Dockerfile: 'FROM debian:latest\n',
      'web/Dockerfile': 'BOGUS\n',
      'lint.yaml': 'rules: { DL3007: error }\n',
    };
    const { cwd, status, stdout } = run(inputs, files);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^::error file=Dockerfile,.*DL3007/m);
    expect(stdout).toMatch(/^::error file=web\/Dockerfile,.*DL1000/m);
    const sarif = JSON.parse(readFileSync(join(cwd, 'dlint.sarif'), 'utf8'));
    expect(sarif.runs[0].results.length).toBeGreaterThan(1);
    const asked = readFileSync(join(cwd, 'asked'), 'utf8').split('\n');
    expect(asked.slice(0, 4)).toEqual(['--yes', '--package', 'dockerfile-dlint@0.1.0', 'dlint']);
    expect(asked).toEqual(expect.arrayContaining(['--preset', 'strict']));
  });

  it('takes a file name for a file, whatever it looks like', () => {
    const { status, stdout } = run({ files: '--help\n$(touch made)' }, { Dockerfile: '' });
    expect(status).toBe(2);
    expect(stdout).not.toContain('Usage');
  });
});
