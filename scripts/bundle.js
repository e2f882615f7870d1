import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { bundleGroups } from './bundle-groups.js';

const root = join(import.meta.dirname, '..');

/**
 * The command, as CommonJS, which starts faster than modules and can have a code cache. In ASCII, so that V8 keeps it in one byte a
 * character.
 * @param {string} dir
 */
export async function bundleCommand(dir) {
  const bundle = await rolldown({
    ...options,
    input: { cli: 'src/cli/main.ts' },
    // Other parts of the command import from its first file more than this exports for the outside.
    preserveEntrySignatures: 'allow-extension',
    transform: { ...options.transform, define: { 'import.meta.url': 'urlOfThisFile()' } },
  });
  const { output } = await bundle.write({
    dir,
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: 'cli/[name].cjs',
    // Packages have a `require` of their own, which this must not meet.
    intro: "function urlOfThisFile(){return require('node:url').pathToFileURL(__filename).href}",
    minify: true,
    plugins: [cacheable],
    codeSplitting: { groups: bundleGroups(root) },
  });
  return output;
}

/**
 * What the package exports, as modules: the main entry, which runs in browsers, too, and those for Node, which share their code.
 * @param {string} dir
 * @param {Readonly<Record<string, string>>} sources by the names of the files
 */
export async function bundleLibrary(dir, { index, ...rest }) {
  const browser = await rolldown({ ...options, input: { index: index ?? '' }, platform: 'browser' });
  const node = await rolldown({ ...options, input: rest });
  const output = /** @type {const} */ ({ dir, format: 'esm', chunkFileNames: 'library/[name].js', minify });
  return [...(await browser.write(output)).output, ...(await node.write(output)).output];
}

/** Names stay, for those who read traces. */
const minify = { mangle: false, compress: true, codegen: { removeWhitespace: true } };

/**
 * Writes all other characters as escapes, and makes of each file the function that Node would make of it, which `bin/code-cache.js` calls.
 * @type {import('rolldown').Plugin}
 */
export const cacheable = {
  name: 'cacheable',
  generateBundle(_, files) {
    for (const file of Object.values(files)) {
      if (file.type === 'chunk')
        file.code = `(function(exports,require,module,__filename){${escape(file.code)}\n})`;
    }
  },
};

/** @param {string} code */
function escape(code) {
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** What stands for modules that undici's client asks for at once and uses only for what we never do. */
const UNUSED = {
  /** HTTP/2, if it is told to speak it. */
  http2: 'module.exports = undefined;',
  /** `node:http`, for the limit of headers where none is given, and to close requests that are bodies of other requests. */
  http: 'module.exports = { maxHeaderSize: 16384, IncomingMessage: class {} };',
};

/** @type {import('rolldown').Plugin} */
const withoutUnused = {
  name: 'without-unused',
  resolveId: {
    filter: { id: /^node:http$|client-h2\.js$/ },
    handler(id, importer = '') {
      if (!/undici[\\/]lib[\\/](?:core[\\/]util|dispatcher[\\/]client)\.js$/.test(importer)) return null;
      return id === 'node:http' ? '\0unused:http' : '\0unused:http2';
    },
  },
  load: {
    filter: { id: /^\0unused:/ },
    handler: (id) => ({ code: id.endsWith('http2') ? UNUSED.http2 : UNUSED.http, moduleType: 'js' }),
  },
};

const options = /** @type {const} */ ({
  plugins: withoutUnused,
  cwd: root,
  platform: 'node',
  transform: { target: 'node20.19' },
  // Of packages: yargs asks for something that CommonJS lacks, and what it does without.
  checks: { emptyImportMeta: false, ineffectiveDynamicImport: false },
});
