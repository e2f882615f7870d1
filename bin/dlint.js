#!/usr/bin/env node
const { join } = require('node:path');
const process = require('node:process');
const { Bundle } = require('./code-cache.js');
const { standardOutput } = require('./standard-output.js');

const bundle = new Bundle(join(__dirname, '../dist/cli.cjs'));
const { main } = bundle.exports;
const interruption = new AbortController();
process.once('SIGINT', () => interruption.abort());
process.once('SIGTERM', () => interruption.abort());

const io = {
  get stdin() {
    const { addAbortSignal } = require('node:stream');
    return addAbortSignal(interruption.signal, process.stdin);
  },
  stdout: standardOutput(
    1,
    () => process.stdout,
    ({ code, message }) => {
      // A reader who has seen enough is no error.
      if (code === 'EPIPE') return;
      io.stderr.write(`dlint: standard output: ${message}\n`);
      raiseExitCode(2);
    },
  ),
  // Where nothing can be said, nothing can be said about it.
  stderr: standardOutput(2, () => process.stderr, ignore),
  env: process.env,
  cwd: process.cwd(),
  signal: interruption.signal,
};

let isOver = false;
process.once('exit', () => {
  // Node ends when nothing is left that could happen, though something is waited for: that must not look like success.
  if (isOver) return;
  io.stderr.write('dlint: internal error: it ended before its work was done\n');
  raiseExitCode(3);
});

main(process.argv.slice(2), io).then(async (/** @type {number} */ exit) => {
  isOver = true;
  raiseExitCode(exit);
  if (interruption.signal.aborted) return;
  if (!bundle.isCached && bundle.canKeep) await require('./practise.js').practise(main);
  bundle.keep();
});

/** @param {number} code the highest wins */
function raiseExitCode(code) {
  process.exitCode = Math.max(Number(process.exitCode ?? 0), code);
}

function ignore() {}
