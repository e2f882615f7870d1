/** A bundle and its code cache: V8 then need not compile what a run takes, which is half of a start. */
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { createRequire, Module } = require('node:module');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');
const { cacheFolder } = require('./cache-folder.js');

/**
 * @typedef {object} Loaded
 * @property {any} exports
 * @property {boolean} hasCache whether there was a cache, even if V8 did not take it
 * @property {string | null} userCache where one of the user's is
 * @property {Script} script
 */

/**
 * Loads a bundle (ASCII, CommonJS in its function: to wrap it here would copy half a megabyte), with the cache that the build left beside it
 * for the Node that it ran on, or else the user's. V8 looks whether a cache fits it and its flags; that it fits the bundle, the name of the
 * user's says.
 * @param {string} file absolute
 * @returns {Loaded}
 */
exports.load = (file) => {
  const code = readFileSync(file, 'latin1');
  const userCache = placeOfUserCache(code);
  const cachedData = read(cacheBeside(file)) ?? read(userCache);
  const script = new Script(code, {
    filename: file,
    ...(cachedData !== null && { cachedData }),
  });
  const require = createRequire(file);
  // Other files of the bundle require this one.
  const module = Object.assign(new Module(file), { filename: file, loaded: true });
  require.cache[file] = module;
  script.runInThisContext()(module.exports, require, module, file);
  return { exports: module.exports, hasCache: cachedData !== null, userCache, script };
};

/**
 * Keeps what has been compiled so far. Where that cannot be, the next run is slower, and no more.
 * @param {Script} script
 * @param {string} file
 */
exports.store = (script, file) => {
  const draft = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    // Other runs see the whole file or none.
    writeFileSync(draft, script.createCachedData());
    renameSync(draft, file);
  } catch {
    // There is no room, or no right to write.
  }
};

/**
 * Lints a file for nothing: what this takes is compiled then, whatever else was asked of the command. Gives its exit codes.
 * @param {typeof import('../src/cli/main.ts').main} main
 */
exports.practise = async (main) => {
  const sample =
    'FROM debian:latest AS base\nRUN apt-get update && apt-get install curl\nCOPY a b /c\nCMD ["a"]\nBAD';
  const sink = { write: () => true, isTerminal: false };
  const { signal } = new AbortController();
  const exits = [];
  for (const format of ['compact', 'pretty']) {
    const io = {
      stdin: once(Buffer.from(sample)),
      stdout: sink,
      stderr: sink,
      env: {},
      cwd: __dirname,
      signal,
    };
    exits.push(await main(['lint', '--no-config', '--shellcheck', 'off', '-f', format, '-'], io));
  }
  return exits;
};

/** @param {Uint8Array} bytes */
async function* once(bytes) {
  yield bytes;
}

const machine = `${process.versions.v8}-${process.arch}`;

/**
 * The file of the cache beside a bundle, for the Node that runs.
 * @param {string} file
 */
function cacheBeside(file) {
  return `${file}.${machine}.cache`;
}
exports.cacheBeside = cacheBeside;

/** By the fingerprint in the bundle's last line. @param {string} code */
function placeOfUserCache(code) {
  const folder = process.env.NODE_DISABLE_COMPILE_CACHE ? null : cacheFolder(process.env);
  return folder && join(folder, 'code', `${code.slice(code.lastIndexOf(' ') + 1)}-${machine}`);
}

/** @param {string | null} file */
function read(file) {
  try {
    return file === null ? null : readFileSync(file);
  } catch {
    return null;
  }
}
