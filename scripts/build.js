// Builds what is published: the command with its code cache, the library, the types, and the notices of what is bundled.
import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Bundle, builtFolder } from '../bin/code-cache.js';
import { practise } from '../bin/practise.js';
import { bundleCommand, bundleLibrary } from './bundle.js';
import { practiseBuild } from './practise-build.js';
import { renderLicenses } from './third-party-licenses.js';
import { writeTypes } from './types.js';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const cli = join(dist, 'cli.cjs');

/** The sources of what the package exports, by the names of their bundles. */
function libraryEntries() {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  /** @type {[string, string][]} */
  const entries = Object.values(exports)
    .filter((entry) => typeof entry === 'object')
    .map((entry) => [
      entry.default.replace(/^.*\/|\.js$/g, ''),
      entry.types.replace('./dist/types/', 'src/').replace('.d.ts', '.ts'),
    ]);
  return Object.fromEntries(entries);
}

/**
 * By what stands at the end of the first file, caches know all of them.
 * @param {readonly string[]} files
 */
function sign(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(join(dist, file)));
  appendFileSync(cli, `\n// ${hash.digest('hex').slice(0, 24)}`);
}

async function cacheCode() {
  const bundle = new Bundle(cli, builtFolder(cli));
  const { main } = bundle.exports;
  const exits = [...(await practise(main)), await practiseBuild(main)];
  if (exits.join() !== '1,1,0') throw new Error(`the bundle does not lint and build: exit codes ${exits}`);
  bundle.keep();
}

rmSync(dist, { recursive: true, force: true });
const command = await bundleCommand(dist);
const chunks = [...command, ...(await bundleLibrary(dist, libraryEntries()))];
sign(command.map(({ fileName }) => fileName));
const modules = chunks.flatMap((chunk) => (chunk.type === 'chunk' ? Object.keys(chunk.modules) : []));
writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), renderLicenses(modules));
await cacheCode();
writeTypes(join(dist, 'types'));
