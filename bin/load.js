import { existsSync, readFileSync } from 'node:fs';
import module from 'node:module';
import process from 'node:process';
import { constants, Script } from 'node:vm';

/**
 * Loads a bundle (CommonJS) with its code cache: V8 then need not compile what a run takes. The build leaves one for the Node
 * that it ran on; on others, Node's own cache does some of it, where there is one (from 22.1 on).
 * @param {string} file absolute
 * @returns {any} its exports
 */
export function load(file) {
  if (existsSync(cacheOf(file))) return evaluate(compile(file), file);
  /** @type {{ enableCompileCache?: () => void }} */ (module).enableCompileCache?.();
  return module.createRequire(file)(file);
}

/**
 * Compiles a bundle; V8 itself rejects a cache that does not fit it or its flags.
 * @param {string} file
 */
export function compile(file) {
  const cache = cacheOf(file);
  return new Script(`(function (exports, require, module, __filename) {${readFileSync(file, 'latin1')}\n})`, {
    filename: file,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    ...(existsSync(cache) && { cachedData: readFileSync(cache) }),
  });
}

/**
 * Runs a compiled bundle, for its exports.
 * @param {Script} script
 * @param {string} file
 * @returns {any}
 */
export function evaluate(script, file) {
  const bundle = { exports: {} };
  script.runInThisContext()(bundle.exports, module.createRequire(file), bundle, file);
  return bundle.exports;
}

/**
 * The file of a bundle's code cache for the Node that runs.
 * @param {string} file
 */
export function cacheOf(file) {
  return `${file}.${process.versions.v8}-${process.arch}.cache`;
}
