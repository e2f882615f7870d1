// A thread that lints files; loaded with the code cache, as the command is. It is sent files, and `null` when it is to end.
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { load } from './code-cache.js';

const ending = new AbortController();
const { serveLint } = load(join(import.meta.dirname, '../dist/cli.cjs')).exports;
const serve = await serveLint(workerData, ending.signal);

parentPort?.on('message', async (files) => {
  if (files !== null) return parentPort?.postMessage(await serve(files));
  ending.abort();
  parentPort?.close();
});
