import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { type Installed, installNode, installPackage } from './installed.ts';

/** The oldest of each line that the package says it runs on, and the newest lines as they are. */
const versions = ['20.19.0', '22.12.0', '24', '26'];
const isHere = process.platform === 'linux' && process.arch === 'x64';

let installed: Installed;
beforeAll(() => {
  installed = installPackage();
}, 120_000);
afterAll(() => installed.remove());

describe('the package', () => {
  it('is small and depends on nothing', () => {
    const files = filesIn(join(installed.folder, 'node_modules'));
    const size = files.reduce((sum, file) => sum + statSync(file).size, 0);
    console.log(
      `packed ${megabytes(installed.packedSize)}, installed ${megabytes(size)}, ${files.length} files`,
    );
    expect(
      readdirSync(join(installed.folder, 'node_modules')).filter((name) => !name.startsWith('.')),
    ).toEqual(['dockerfile-dlint']);
    expect(size).toBeLessThan(8e6);
  });

  it('holds the notices of what is bundled', () => {
    const notices = readFileSync(join(installed.package, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const name of ['chevrotain', 'lodash-es', 'unbash', 'undici', 'yaml', 'yargs'])
      expect(notices).toMatch(new RegExp(`^${name} \\d`, 'm'));
    expect(notices).not.toContain('GENERAL PUBLIC LICENSE');
  });

  it('has types that need no other package', () => {
    const use = `import { type Diagnostic, defineRule, lint, parse, rules } from 'dockerfile-dlint';
export const found: readonly Diagnostic[] = lint(parse('FROM a'), { rules, preset: 'strict' });
export default defineRule({
  summary: 's', why: 'w', category: 'style', severity: 'info', presets: {}, messages: { found: '{{name}}' },
  check: ({ report }) => ({ From: ({ image }) => { if (image !== null) report('found', image, { name: image.name.value }); } }),
});
`;
    writeFileSync(join(installed.folder, 'use.ts'), use);
    const tsc = join(import.meta.dirname, '../../node_modules/typescript/bin/tsc');
    const options = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2023'];
    const { status, stdout } = spawnSync(process.execPath, [tsc, ...options, '--ignoreConfig', 'use.ts'], {
      cwd: installed.folder,
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });

  it('has a main entry that asks for nothing of Node', () => {
    expect(readFileSync(join(installed.package, 'dist/index.js'), 'utf8')).not.toMatch(
      /\bfrom ?["'`]node:|\bcreateRequire\b/,
    );
  });
});

describe.skipIf(!isHere).each(versions)('on Node %s', (version) => {
  let node: string | null;
  beforeAll(() => {
    node = installNode(version);
  }, 300_000);

  /** Runs a program of Node in a folder; its cache is there, too. */
  function run(args: readonly string[], cwd: string) {
    const env = { PATH: process.env.PATH, HOME: cwd };
    const { status, stderr, stdout } = spawnSync(node ?? '', args, { cwd, env, encoding: 'utf8' });
    return { status, stderr, stdout };
  }

  /** One test with the command, left out where this Node cannot be had; in CI that has failed before. */
  function test(
    name: string,
    check: (dlint: (...args: string[]) => ReturnType<typeof run>, cwd: string) => void,
  ) {
    it(name, ({ skip }) => {
      if (node === null) return skip('this Node cannot be installed');
      const cwd = temporaryFolder({ Dockerfile: 'FROM debian:latest\nRUN cd /tmp\n' });
      check((...args) => run([join(installed.package, 'bin/dlint.js'), ...args], cwd), cwd);
    });
  }

  test('lints, on the first run and with the code kept by it', (dlint, cwd) => {
    const found =
      'Dockerfile:1:13: warning DL3007 Image `debian` is tagged `latest`, which moves: pin a release tag or a digest\n';
    const kept = join(cwd, '.cache/dlint/code');
    for (let pass = 0; pass < 2; pass++) {
      expect(dlint('--shellcheck', 'off', 'Dockerfile')).toMatchObject({
        status: 1,
        stderr: '',
        stdout: expect.stringContaining(found),
      });
      expect(readdirSync(kept)).toHaveLength(1);
    }
    for (const name of readdirSync(kept)) writeFileSync(join(kept, name), 'this is no code');
    expect(dlint('--shellcheck', 'off', 'Dockerfile')).toMatchObject({ status: 1, stderr: '' });
  });

  test('lints where nothing can be kept', (dlint, cwd) => {
    writeFileSync(join(cwd, '.cache'), '');
    expect(dlint('--shellcheck', 'off', 'Dockerfile')).toMatchObject({ status: 1, stderr: '' });
  });

  test('writes JSON', (dlint) => {
    const [finding] = JSON.parse(dlint('-f', 'json', '--shellcheck', 'off', 'Dockerfile').stdout);
    expect(finding).toMatchObject({ file: 'Dockerfile', line: 1, code: 'DL3007' });
  });

  test('helps, explains and completes', (dlint) => {
    expect(dlint('build', '--help')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('--build-arg'),
    });
    expect(dlint('explain', 'DL3007')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('latest-tag'),
    });
    expect(dlint('completion', 'bash')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('--preset'),
    });
  });

  test('reads a configuration and a plugin', (dlint, cwd) => {
    const rule = `{ summary: 's', why: 'w', category: 'style', severity: 'error', presets: { recommended: true },
      messages: { found: 'found it' }, check: ({ report }) => ({ From: (node) => report('found', node) }) }`;
    writeFileSync(join(cwd, 'acme.mjs'), `export default { name: 'acme', rules: { found: ${rule} } };`);
    writeFileSync(join(cwd, '.dlint.yaml'), 'plugins: [./acme.mjs]\nrules: { DL3007: off }\n');
    const { stdout } = dlint('--shellcheck', 'off', 'Dockerfile');
    expect(stdout).toContain('acme/found found it');
    expect(stdout).not.toContain('DL3007');
  });

  test('can be imported', () => {
    const program = `
      import { lint, parse, rules } from 'dockerfile-dlint';
      import { build } from 'dockerfile-dlint/build';
      console.log(lint(parse('FROM a:latest'), { rules, preset: 'recommended' })[0].code, typeof build);`;
    writeFileSync(join(installed.folder, 'use.js'), program);
    expect(run(['use.js'], installed.folder)).toEqual({ status: 0, stderr: '', stdout: 'DL3007 function\n' });
  });
});

it('runs by the name of its command', () => {
  const dlint = join(installed.folder, 'node_modules/.bin/dlint');
  expect(execFileSync(dlint, ['--version'], { encoding: 'utf8' })).toMatch(/^dlint \d+\.\d+\.\d+\n$/);
});

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
