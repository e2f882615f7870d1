// Builds what is published: the command in one file with its code cache, the library with packages left outside, the types.
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { cacheOf, compile, evaluate } from '../bin/load.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = `${root}dist/cli.cjs`;

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  outdir: 'dist',
  logLevel: 'warning',
};

/** Packages that few command lines need, each in a file of its own: the cached bundle is read whole at every start. */
const rarePackages = ['undici', 'yaml', 'yargs'];

/** Otherwise one file, as only that can be cached on every Node. */
async function buildCommand() {
  const command = {
    ...common,
    format: /** @type {const} */ ('cjs'),
    outExtension: { '.js': '.cjs' },
    minify: true,
    banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
    define: { 'import.meta.url': 'bundleUrl' },
  };
  const { outdir, ...rest } = command;
  await Promise.all([
    build({ ...command, entryPoints: { cli: 'src/cli/main.ts' }, plugins: [keepApart] }),
    ...rarePackages.map((name) =>
      build({ ...rest, stdin: packageEntry(name), outfile: `${outdir}/packages/${name}.cjs` }),
    ),
  ]);
}

/** For a package that is one function, that function: a default import of CommonJS gives what it exports. */
function packageEntry(/** @type {string} */ name) {
  const contents = `const all = require('${name}'); module.exports = typeof all.default === 'function' ? all.default : all;`;
  return { contents, resolveDir: root };
}

/** @type {import('esbuild').Plugin} */
const keepApart = {
  name: 'keep rare packages apart',
  setup({ onResolve }) {
    const filter = new RegExp(`^(?:${rarePackages.join('|')})$`);
    onResolve({ filter }, ({ path }) => ({ path: `./packages/${path}.cjs`, external: true }));
  },
};

async function buildLibrary() {
  const entryPoints = { index: 'src/index.ts', build: 'src/build/index.ts' };
  await build({ ...common, entryPoints, format: 'esm', packages: 'external', splitting: true });
}

/** Lints a file, so that the functions this takes are in the cache, compiled. */
async function writeCodeCache() {
  const script = compile(cli);
  const { main } = evaluate(script, cli);
  const sample =
    'FROM debian:latest AS base\nRUN apt-get update && apt-get install curl\nCOPY a b /c\nCMD ["a"]\nBAD';
  const sink = { write: () => true, isTerminal: false };
  const io = { stdout: sink, stderr: sink, env: {}, cwd: root, signal: new AbortController().signal };
  for (const format of ['compact', 'pretty']) {
    await main(['lint', '-f', format, '-'], { ...io, stdin: [Buffer.from(sample)] });
  }
  writeFileSync(cacheOf(cli), script.createCachedData());
}

rmSync(`${root}dist`, { recursive: true, force: true });
await Promise.all([buildCommand(), buildLibrary()]);
await writeCodeCache();
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
