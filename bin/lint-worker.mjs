// A thread that lints files; loaded with the code cache, as the command is.
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { load } from './code-cache.js';

const { serveLint } = load(join(import.meta.dirname, '../dist/cli.cjs')).exports;
const serve = await serveLint(workerData);
parentPort?.on('message', async (files) => parentPort?.postMessage(await serve(files)));
