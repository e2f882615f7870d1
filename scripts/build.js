// Builds what is published: the command with its code cache, the library, the types, and the notices of what is bundled.
import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheBeside, load, practise, store } from '../bin/code-cache.js';
import { bundleCommand, bundleLibrary } from './bundle.js';
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

/** By this, caches of the bundle know it. */
function sign() {
  const fingerprint = createHash('sha256').update(readFileSync(cli)).digest('hex').slice(0, 24);
  appendFileSync(cli, `\n// ${fingerprint}`);
}

async function cacheCode() {
  const { exports, script } = load(cli);
  const exits = await practise(exports.main);
  if (exits.some((exit) => exit !== 1)) throw new Error(`the bundle does not lint: exit codes ${exits}`);
  store(script, cacheBeside(cli));
}

rmSync(dist, { recursive: true, force: true });
const chunks = [...(await bundleCommand(dist)), ...(await bundleLibrary(dist, libraryEntries()))];
sign();
const modules = chunks.flatMap((chunk) => (chunk.type === 'chunk' ? Object.keys(chunk.modules) : []));
writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), renderLicenses(modules));
await cacheCode();
writeTypes(join(dist, 'types'));
