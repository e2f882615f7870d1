import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { type Installed, installNode, installPackage } from './installed.ts';

/** The oldest of each line that the package says it runs on, and the newest lines as they are. */
const versions = ['20.19.0', '22.12.0', '24', '26'];
const isHere = process.platform === 'linux' && process.arch === 'x64';

const root = join(import.meta.dirname, '../..');

/** All kinds of events, of options and of errors, so that one which is `any` or not exported is found. */
const USE_OF_BUILD = `import { type BuildErrorCode, BuildError, type BuildEvent, type BuildOptions, build } from 'dockerfile-dlint/build';
import { type ContextFile, explainPath, listContext, type PathVerdict, packContext } from 'dockerfile-dlint/build';

function told(event: BuildEvent): string | undefined {
  switch (event.kind) {
    case 'Connected': return event.address;
    case 'ContextProgress': return event.bytes.toFixed();
    case 'ContextSent': return event.entries?.toFixed();
    case 'SocketSkipped': return event.path;
    case 'Output': return event.text;
    case 'Status': return event.id;
    case 'Progress': return event.status.vertexes.map(({ name }): string => name).join();
    case 'Warning': return event.text;
    case 'Built': return event.imageId;
    default: { const none: never = event; return none; }
  }
}
export async function use(signal: AbortSignal): Promise<BuildErrorCode | undefined> {
  const options: BuildOptions = {
    context: packContext('.').stream, tags: ['a'], signal, ssh: [{ id: 'default', paths: [] }],
    secrets: [{ id: 'a', path: 'b' }, { id: 'c', variable: 'D' }], outputs: [{ type: 'tar', destination: process.stdout }],
  };
  try {
    for await (const event of build(options)) told(event);
    return undefined;
  } catch (error) {
    return error instanceof BuildError ? error.code : undefined;
  }
}
export const files: readonly ContextFile[] = listContext('.', { builder: 'classic' });
export const verdict: PathVerdict = explainPath('.', 'a');
// @ts-expect-error: there is no such option
export const wrong: BuildOptions = { context: '.', nocache: true };
// @ts-expect-error: nor such a code
export const code: BuildErrorCode = 'OTHER';
`;

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
    expect(typeCheck(use, '--module', 'nodenext')).toEqual({ status: 0, stdout: '' });
  });

  it.each([
    ['Node', ['--module', 'node16']],
    ['a bundler', ['--module', 'esnext', '--moduleResolution', 'bundler']],
  ])('has types of builds that need those of Node only, as %s finds them', (_, resolution) => {
    const types = ['--typeRoots', join(root, 'node_modules/@types'), '--types', 'node'];
    expect(typeCheck(USE_OF_BUILD, ...resolution, ...types)).toEqual({ status: 0, stdout: '' });
  });

  it('tells nobody of protocols in its types', () => {
    const names = filesIn(join(installed.package, 'dist/types')).join('\n');
    expect(names).toContain('build-event.d.ts');
    expect(names).not.toMatch(/_pb\.d\.ts|file-sync|serve-grpc/);
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
    const files = readdirSync(kept, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    for (const { parentPath, name } of files) writeFileSync(join(parentPath, name), 'this is no code');
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

  test('can be required', () => {
    const program = `
      const { lint, parse, rules } = require('dockerfile-dlint');
      const { BuildError, build } = require('dockerfile-dlint/build');
      console.log(lint(parse('FROM a:latest'), { rules, preset: 'recommended' })[0].code);
      build({ context: '.', host: 'carrier-pigeon://loft' }).next().catch((error) => console.log(error instanceof BuildError, error.code));`;
    writeFileSync(join(installed.folder, 'use.cjs'), program);
    writeFileSync(join(installed.folder, 'Dockerfile'), 'FROM scratch\n');
    // Node 22.12 warns that it is new.
    const { status, stdout } = run(['use.cjs'], installed.folder);
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'DL3007\ntrue ENDPOINT_INVALID\n' });
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

/** What the compiler says about a program that uses the package. */
function typeCheck(program: string, ...options: readonly string[]) {
  writeFileSync(join(installed.folder, 'use.ts'), program);
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const args = [tsc, '--strict', '--noEmit', '--target', 'es2023', ...options, '--ignoreConfig', 'use.ts'];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: installed.folder, encoding: 'utf8' });
  return { status, stdout };
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
