/** The bundle and its code cache: V8 then need not compile what a run takes, which is half of a start. */
const {
  accessSync,
  constants,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} = require('node:fs');
const { createRequire } = require('node:module');
const { basename, dirname, join } = require('node:path');
const { Script } = require('node:vm');
const { cacheFolder } = require('./cache-folder.js');

/** Parts of Node that take long to load and that most runs do without: 2 to 6 ms of 60. */
const LATE = new Set([
  'node:child_process',
  'node:crypto',
  'node:fs/promises',
  'node:stream/consumers',
  'node:stream/promises',
  'node:tls',
  'node:zlib',
]);

/**
 * @typedef {object} BundleFile
 * @property {{ exports: unknown }} module
 * @property {Script} script
 * @property {boolean} isCached whether there was a cache, even if V8 did not take it
 */

/**
 * The files of a bundle, of which each is loaded when another requires it. They are ASCII, and CommonJS in its function: to wrap it here
 * would copy half a megabyte. V8 looks whether a cache fits it and its flags; that it fits the bundle, its folder's name says.
 */
exports.Bundle = class Bundle {
  /** @type {Map<string, BundleFile>} by their paths */
  #files = new Map();
  #folder;
  #require;

  /**
   * @param {string} start the file that the others follow from, absolute
   * @param {string} [folder] of the caches; else what the build left for the Node that it ran on, or the user's
   */
  constructor(start, folder) {
    const code = readFileSync(start, 'latin1');
    this.#folder = folder ?? folderOf(start, code);
    this.#require = createRequire(start);
    /** @type {any} */
    this.exports = this.#load(start, code);
    /** Whether its first file had a cache. */
    this.isCached = this.#files.get(start)?.isCached ?? false;
  }

  /** Whether what is compiled can be kept. */
  get canKeep() {
    if (this.#folder === null) return false;
    try {
      mkdirSync(this.#folder, { recursive: true });
      accessSync(this.#folder, constants.W_OK);
      return true;
    } catch {
      return false;
    }
  }

  /** Keeps what has been compiled so far of the files that had no cache. Where that cannot be, the next run is slower, and no more. */
  keep() {
    const lacking = [...this.#files].filter(([, { isCached }]) => !isCached);
    if (lacking.length === 0 || !this.canKeep) return;
    for (const [path, { script }] of lacking) store(script, this.#placeOf(path));
  }

  /** @param {string} path */
  #open(path) {
    return this.#files.get(path)?.module.exports ?? this.#load(path, readFileSync(path, 'latin1'));
  }

  /** @param {string} path @param {string} code */
  #load(path, code) {
    const cachedData = this.#folder === null ? null : read(this.#placeOf(path));
    const script = new Script(code, { filename: path, ...(cachedData !== null && { cachedData }) });
    const module = { exports: {} };
    this.#files.set(path, { module, script, isCached: cachedData !== null });
    const require = (/** @type {string} */ id) => {
      if (id.startsWith('.')) return this.#open(join(dirname(path), id));
      // What is none of its files is found from any of them.
      return LATE.has(id) ? onUse(() => this.#require(id)) : this.#require(id);
    };
    script.runInThisContext()(module.exports, require, module, path);
    return module.exports;
  }

  /** @param {string} path */
  #placeOf(path) {
    return join(/** @type {string} */ (this.#folder), basename(path));
  }
};

/**
 * Stands for a module, which is loaded when something of it is asked for.
 * @param {() => Record<string | symbol, unknown>} load
 */
function onUse(load) {
  return new Proxy(
    {},
    {
      get: (_, name) => load()[name],
      ownKeys: () => Reflect.ownKeys(load()),
      getOwnPropertyDescriptor: (_, name) => ({ value: load()[name], enumerable: true, configurable: true }),
    },
  );
}

const machine = `${process.versions.v8}-${process.arch}`;

/**
 * Where the caches of a bundle are that the build makes, for the Node that runs.
 * @param {string} start the bundle's first file
 */
function builtFolder(start) {
  return join(dirname(start), 'code-cache', machine);
}
exports.builtFolder = builtFolder;

/**
 * The user's is named by the fingerprint in the last line of a bundle's first file.
 * @param {string} start
 * @param {string} code of the first file
 */
function folderOf(start, code) {
  const built = builtFolder(start);
  if (statSync(built, { throwIfNoEntry: false }) !== undefined) return built;
  const folder = process.env.NODE_DISABLE_COMPILE_CACHE ? null : cacheFolder(process.env);
  return folder && join(folder, 'code', `${code.slice(code.lastIndexOf(' ') + 1)}-${machine}`);
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

/** @param {Script} script @param {string} file */
function store(script, file) {
  const draft = `${file}.${process.pid}`;
  try {
    // Other runs see the whole file or none.
    writeFileSync(draft, script.createCachedData());
    renameSync(draft, file);
  } catch {
    // There is no room.
  }
}
