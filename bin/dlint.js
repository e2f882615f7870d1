#!/usr/bin/env node
import process from 'node:process';
import { addAbortSignal } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { load } from './load.js';

const { main } = load(fileURLToPath(new URL('../dist/cli.cjs', import.meta.url)));
const interruption = new AbortController();
process.once('SIGINT', () => interruption.abort());
process.once('SIGTERM', () => interruption.abort());

process.stdout.once('error', (/** @type {NodeJS.ErrnoException} */ { code, message }) => {
  // A reader who has seen enough is no error.
  if (code === 'EPIPE') return;
  process.stderr.write(`dlint: standard output: ${message}\n`);
  raiseExitCode(2);
});
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const exit = await main(process.argv.slice(2), {
  get stdin() {
    return addAbortSignal(interruption.signal, process.stdin);
  },
  stdout: output(process.stdout),
  stderr: output(process.stderr),
  env: process.env,
  cwd: process.cwd(),
  signal: interruption.signal,
});
raiseExitCode(exit);

/** @param {number} code the highest wins */
function raiseExitCode(code) {
  process.exitCode = Math.max(Number(process.exitCode ?? 0), code);
}

/** @param {NodeJS.WriteStream} stream */
function output(stream) {
  return {
    /** @param {string | Uint8Array} chunk */
    write: (chunk) => stream.write(chunk),
    isTerminal: stream.isTTY === true,
    get columns() {
      return stream.columns;
    },
  };
}
