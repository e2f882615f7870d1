import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import picomatch from 'picomatch';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isDockerfileName } from '../../src/cli/input/find-dockerfiles.ts';
import { run } from '../cli/run.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { blocks, page } from './page.ts';

const root = join(import.meta.dirname, '../..');
const commands = [...page.matchAll(/npx --yes --package dockerfile-dlint dlint ([^'|\n]+)/g)].map(
  ([, line]) => line ?? '',
);

describe('docs/ci.md', () => {
  it.each(blocks.filter(({ language }) => language === 'yaml'))('has YAML that is YAML: %j', ({ text }) => {
    expect(typeof parse(text)).toBe('object');
  });

  it.each(blocks.filter(({ language }) => language === 'json'))('has JSON that is JSON: %j', ({ text }) => {
    expect(typeof JSON.parse(text)).toBe('object');
  });

  it.each(blocks.filter(({ language }) => language === 'sh'))(
    'has commands that are commands: %j',
    ({ text }) => {
      expect(spawnSync('bash', ['-n', '-c', text], { encoding: 'utf8' })).toMatchObject({
        status: 0,
        stderr: '',
      });
    },
  );

  it('has commands for each', () => expect(commands.length).toBeGreaterThan(4));

  it.each(commands)('says what works: dlint %s', (line) => {
    const cwd = temporaryFolder({ 'web/Dockerfile': 'FROM debian:latest\n' });
    const setup = `git init -q && git -c user.name=a -c user.email=b commit -q --allow-empty -m 0 && git add . &&
      git -c user.name=a -c user.email=b commit -q -m 1`;
    expect(spawnSync('bash', ['-c', setup], { cwd }).status).toBe(0);
    const program = `exec "${process.execPath}" "${join(root, 'bin/dlint.js')}" --shellcheck off ${line}`;
    const { status, stderr, stdout } = spawnSync('bash', ['-c', program], { cwd, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: /-t none/.test(line) ? 0 : 1, stderr: '' });
    expect(stdout).toContain('DL3007');
    for (const [, file] of line.matchAll(/:(dlint\.\w+)/g))
      expect(readFileSync(join(cwd, file ?? ''), 'utf8')).toContain('DL3007');
  });

  it('gives lint-staged a pattern for what a search finds', () => {
    const [, pattern = ''] = /"lint-staged": \{\s*"([^"]+)"/.exec(page) ?? [];
    // As lint-staged calls it where a pattern has no slash.
    const matches = picomatch(pattern, { dot: true, matchBase: true, strictBrackets: true });
    const kinds = ['Dockerfile', 'Containerfile'].flatMap((name) => [name, `${name}.web`, `web.${name}`]);
    const names = [...kinds, ...kinds.map((name) => `${name}.dockerignore`), '.dockerignore', 'Dockerfiles'];
    const found = names.filter((name) => matches(`a/${name}`));
    expect(found).toEqual(kinds);
    expect(found).toEqual(names.filter(isDockerfileName));
  });

  it('names every input of the action', () => {
    const { inputs } = parse(readFileSync(join(root, 'action.yml'), 'utf8'));
    for (const [name, { default: value }] of Object.entries<{ default: string }>(inputs))
      expect(page).toContain(`| \`${name}\` | ${value === '' ? '' : `\`${value}\` `}|`);
  });

  it('names the hooks that there are', () => {
    const hooks: readonly { id: string }[] = parse(
      readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8'),
    );
    expect(hooks.map(({ id }) => id)).toEqual(['dlint', 'dlint-hadolint']);
    for (const { id } of hooks) expect(page).toContain(id);
  });
});

describe('the Dockerfile of the project', () => {
  it('passes its own lint, at its strictest', async () => {
    const args = ['--preset', 'strict', '-t', 'style', '--shellcheck', 'off', '-f', 'compact', 'Dockerfile'];
    expect(await run(args, { cwd: root })).toEqual({ exit: 0, stdout: '', stderr: '' });
  });

  it('gets what it copies, and nothing else', async () => {
    const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
    const copied = [...dockerfile.matchAll(/^COPY (?!--)(.*) \S+$/gm)].flatMap(
      ([, sources]) => sources?.split(' ') ?? [],
    );
    const { stdout } = await run(['context', '--format', 'json', '.'], { cwd: root });
    const sent = new Set([...stdout.matchAll(/"path": ?"([^"/]+)/g)].map(([, top]) => top));
    expect([...sent].filter((name) => !['Dockerfile', '.dockerignore'].includes(name ?? '')).sort()).toEqual(
      copied.sort(),
    );
  });
});
