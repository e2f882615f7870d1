// A thread that lints files; loaded with the code cache, as the command is. It is sent files, and `null` when it is to end.
import { join } from 'node:path';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { load } from './code-cache.js';

const ending = new AbortController();
const { serveLint } = load(join(import.meta.dirname, '../dist/cli.cjs')).exports;
const serve = await serveLint(workerData, ending.signal);

parentPort?.once('message', () => {
  // V8 11 (Node 20) optimises early: in a run of seconds most of that work, which each thread does anew, comes too late to pay. Not
  // before all threads have read the code cache, which V8 takes only under the flags that it was made under.
  if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=1000000');
});
parentPort?.on('message', async (files) => {
  if (files !== null) return parentPort?.postMessage(await serve(files));
  ending.abort();
  parentPort?.close();
});
