// How soon a running step is gone from the daemon after Ctrl-C: `dlint build` with both builders against `docker build` (classic builder), in
// turns. Needs `npm run build`, a daemon of this machine on a socket (`-H PATH`) and a static busybox (`--busybox PATH`).
import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median } from './measure.js';

const RUNS = 5;
const AIM = 2000;
const { values } = parseArgs({
  options: {
    host: { type: 'string', short: 'H', default: '/var/run/docker.sock' },
    busybox: { type: 'string', default: '/bin/busybox' },
  },
});
const host = ['-H', `unix://${values.host.replace(/^unix:\/\//, '')}`];
const dlint = fileURLToPath(new URL('../bin/dlint.js', import.meta.url));
const context = mkdtempSync(join(tmpdir(), 'dlint-bench-'));
const rest = ['--no-cache', '--network', 'host', context];

/** @type {Readonly<Record<string, readonly [program: string, ...parameters: string[]]>>} */
const sides = {
  'dlint, classic': [process.execPath, dlint, 'build', '--builder', 'classic', ...host, ...rest],
  'dlint, BuildKit': [process.execPath, dlint, 'build', '--builder', 'buildkit', ...host, ...rest],
  'docker, classic': ['docker', ...host, 'build', ...rest],
};

/** @type {Map<string, number[]>} */
const times = new Map(Object.keys(sides).map((side) => [side, []]));
try {
  copyFileSync(values.busybox, join(context, 'busybox'));
  for (let run = 0; run < RUNS; run++)
    for (const [side, command] of Object.entries(sides)) times.get(side)?.push(await cancel(command));
  const last = median(times.get('docker, classic') ?? []);
  for (const [side, found] of times) {
    const [middle, most] = [median(found), Math.max(...found)];
    const ratio = (middle / last).toFixed(2);
    console.log(`${side}: ${middle.toFixed(0)} ms, ${most.toFixed(0)} ms at most; ratio to docker ${ratio}`);
  }
  console.log(`(aim: at most ${AIM} ms; ${RUNS} runs each, medians)`);
} finally {
  rmSync(context, { recursive: true });
}

/**
 * Milliseconds from the interruption to the end of the step and of the client.
 * @param {readonly [program: string, ...parameters: string[]]} command
 */
async function cancel([program, ...parameters]) {
  // A step that no other build runs.
  const step = `sleep ${100_000 + Math.floor(Math.random() * 800_000)}`;
  const shell = 'FROM scratch\nCOPY busybox /bin/sh\nCOPY busybox /bin/sleep\n';
  writeFileSync(join(context, 'Dockerfile'), `${shell}RUN ${step}\n`);
  const client = spawn(program, parameters, {
    env: { ...process.env, DOCKER_BUILDKIT: '0' },
    stdio: 'ignore',
  });
  let isOver = false;
  client.once('close', () => {
    isOver = true;
  });
  while (!isOver && !isRunning(step)) await sleep(20);
  if (isOver) throw new Error(`${program} ended before its step began`);
  const start = performance.now();
  client.kill('SIGINT');
  while (!isOver || isRunning(step)) await sleep(5);
  return performance.now() - start;
}

/** @param {string} step */
function isRunning(step) {
  return readdirSync('/proc').some((id) => /^\d+$/.test(id) && commandLine(id) === step);
}

/** @param {string} id of a process */
function commandLine(id) {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    // It ended in the meantime.
    return '';
  }
}
