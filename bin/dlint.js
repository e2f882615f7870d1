#!/usr/bin/env node
const { join } = require('node:path');
const process = require('node:process');
const { load, practise, store } = require('./code-cache.js');

const {
  exports: { main },
  hasCache,
  script,
  userCache,
} = load(join(__dirname, '../dist/cli.cjs'));
const interruption = new AbortController();
process.once('SIGINT', () => interruption.abort());
process.once('SIGTERM', () => interruption.abort());

process.stdout.on('error', ignore).once('error', ({ code, message }) => {
  // A reader who has seen enough is no error.
  if (code === 'EPIPE') return;
  process.stderr.write(`dlint: standard output: ${message}\n`);
  raiseExitCode(2);
});

const io = {
  get stdin() {
    const { addAbortSignal } = require('node:stream');
    return addAbortSignal(interruption.signal, process.stdin);
  },
  stdout: output(() => process.stdout),
  stderr: output(standardError),
  env: process.env,
  cwd: process.cwd(),
  signal: interruption.signal,
};

let isOver = false;
process.once('exit', () => {
  // Node ends when nothing is left that could happen, though something is waited for: that must not look like success.
  if (isOver) return;
  process.stderr.write('dlint: internal error: it ended before its work was done\n');
  raiseExitCode(3);
});

main(process.argv.slice(2), io).then(async (/** @type {number} */ exit) => {
  isOver = true;
  raiseExitCode(exit);
  if (hasCache || userCache === null || interruption.signal.aborted) return;
  await practise(main);
  store(script, userCache);
});

/** @param {number} code the highest wins */
function raiseExitCode(code) {
  process.exitCode = Math.max(Number(process.exitCode ?? 0), code);
}

/** A stream that is opened when it is needed, as that takes time. @param {() => NodeJS.WriteStream} open */
function output(open) {
  return {
    /** @param {string | Uint8Array} chunk */
    write: (chunk) => open().write(chunk),
    get isTerminal() {
      return open().isTTY === true;
    },
    get columns() {
      return open().columns;
    },
    get stream() {
      return open();
    },
  };
}

function standardError() {
  const { stderr } = process;
  return stderr.listenerCount('error') === 0 ? stderr.on('error', ignore) : stderr;
}

function ignore() {}
