// Sends build contexts to a server that takes them and answers as a daemon does: `dlint build` against `docker build` (classic
// builder), each as a whole process, in turns. Needs `npm run build` and GNU time. `--large` adds a context of 4 GB.
import { mkdirSync, mkdtempSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { IdleDaemon } from '../scripts/idle-daemon.js';
import { FILES, fillContext } from './many-files.js';
import { measureProcess, median, plainEnvironment } from './measure.js';

const MEBIBYTE = 2 ** 20;
const LARGE_FILES = 8;
const dlint = fileURLToPath(new URL('../bin/dlint.js', import.meta.url));

/**
 * @typedef {object} Case
 * @property {string} title
 * @property {number} runs
 * @property {number} aim of the ratio of the wall times
 * @property {(context: string) => void} fill
 */

/** @type {readonly Case[]} */
const CASES = [
  { title: `${FILES} small files`, runs: 9, aim: 0.6, fill: fillContext },
  { title: '512 MB in 8 files', runs: 7, aim: 1.1, fill: fillWithData },
  { title: '4 GB in 8 files', runs: 2, aim: 1.1, fill: fillWithHoles },
];

const folder = mkdtempSync(join(tmpdir(), 'dlint-bench-'));
const daemon = new IdleDaemon();

try {
  const host = ['-H', await daemon.listen(join(folder, 'daemon.sock'))];
  for (const one of process.argv.includes('--large') ? CASES : CASES.slice(0, -1)) await measure(one, host);
} finally {
  daemon.close();
  rmSync(folder, { recursive: true, force: true });
}

/** @param {Case} one @param {readonly string[]} host */
async function measure({ title, runs, aim, fill }, host) {
  const context = join(folder, 'context');
  fill(context);
  const env = { ...plainEnvironment(), DOCKER_BUILDKIT: '0' };
  const sides = {
    dlint: () => measureProcess(process.execPath, [dlint, 'build', '-q', ...host, context], env),
    docker: () => measureProcess('docker', [...host, 'build', '-q', context], env),
  };
  /** @type {Record<'dlint' | 'docker', { seconds: number, megabytes: number }[]>} */
  const results = { dlint: [], docker: [] };
  // The first round fills the cache of the file system and is not counted.
  for (let round = 0; round <= runs; round++) {
    for (const side of /** @type {const} */ (['dlint', 'docker'])) {
      const result = await sides[side]();
      if (round > 0) results[side].push(result);
      else console.log(`${title}, ${side}: ${(daemon.received / 1e6).toFixed(1)} MB sent`);
    }
  }
  rmSync(context, { recursive: true });
  const [ours, theirs] = [summary(results.dlint), summary(results.docker)];
  console.log(`dlint build   ${describe(ours)}`);
  console.log(`docker build  ${describe(theirs)}`);
  const [least, middle] = [ours.least / theirs.least, ours.middle / theirs.middle];
  console.log(
    `ratio dlint / docker: ${least.toFixed(2)} of the shortest, ${middle.toFixed(2)} of the medians`,
  );
  console.log(`(aim: at most ${aim}; load of the machine: ${loadavg()[0]?.toFixed(1)})\n`);
}

/** @param {readonly { seconds: number, megabytes: number }[]} results */
function summary(results) {
  const seconds = results.map((result) => result.seconds);
  return {
    least: Math.min(...seconds),
    middle: median(seconds),
    most: Math.max(...seconds),
    megabytes: Math.max(...results.map((result) => result.megabytes)),
  };
}

/** @param {ReturnType<typeof summary>} result */
function describe({ least, middle, most, megabytes }) {
  const memory = `${megabytes.toFixed(0)} MB of memory at most`;
  return `${least.toFixed(2)} s (median ${middle.toFixed(2)} s, up to ${most.toFixed(2)} s), ${memory}`;
}

/**
 * Files with data on the disk.
 * @param {string} context
 */
function fillWithData(context) {
  const size = 64 * MEBIBYTE;
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < 2 * LARGE_FILES * size) throw new Error(`there is too little room in ${folder}`);
  begin(context);
  for (let index = 0; index < LARGE_FILES; index++)
    writeFileSync(join(context, `file-${index}`), Buffer.alloc(size, `file ${index}\n`));
}

/**
 * Files that take no room; they are read and sent like others, as what was sent shows.
 * @param {string} context
 */
function fillWithHoles(context) {
  begin(context);
  for (let index = 0; index < LARGE_FILES; index++) {
    writeFileSync(join(context, `file-${index}`), '');
    truncateSync(join(context, `file-${index}`), 512 * MEBIBYTE);
  }
}

/** @param {string} context */
function begin(context) {
  mkdirSync(context);
  writeFileSync(join(context, 'Dockerfile'), 'FROM scratch\n');
}
