// A thread that lints files; loaded with the code cache, as the command is. It is sent files, and `null` when it is to end.
import { join } from 'node:path';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { Bundle } from './code-cache.js';

const ending = new AbortController();
const { exports, isCached } = new Bundle(join(import.meta.dirname, '../dist/cli.cjs'));
const serve = await exports.serveLint(workerData, ending.signal);

parentPort?.once('message', () => {
  // V8 11 (Node 20) optimises early: in a run of seconds most of that work, which each thread does anew, comes too late to pay. V8 takes a
  // code cache only under the flags that it was made under: so not before this thread has read it, and not in a run that makes it.
  if (isCached && process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=1000000');
});
let atWork = Promise.resolve();
parentPort?.on('message', (files) => {
  if (files === null) {
    ending.abort();
    parentPort?.close();
    return;
  }
  // One batch after the other: the next may have come while this one waits for ShellCheck.
  atWork = atWork.then(async () => parentPort?.postMessage(await serve(files)));
});
