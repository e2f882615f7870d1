// How fast files are linted, whole processes in turns: without ShellCheck against dockerfile-utils, with it against
// hadolint, and how time and memory grow with a file: `node bench/lint.js --corpus DIR [--hadolint PROGRAM]`, where DIR
// is searched for `*.Dockerfile`. Needs `npm run build` and, against hadolint, `shellcheck`.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median } from './measure.js';

const ROUNDS = 7;
const GROWTH_ROUNDS = 3;
const SIZES = [50_000, 100_000, 200_000];
const dlint = fileURLToPath(new URL('../bin/dlint.js', import.meta.url));
const validate = fileURLToPath(new URL('./validate.js', import.meta.url));
const withoutShellcheck = ['--preset', 'all', '--shellcheck', 'off', '-f', 'json', '-t', 'none'];
const asHadolint = ['--preset', 'hadolint', '--shellcheck', 'on', '-f', 'json', '-t', 'none'];

const { values } = parseArgs({
  options: { corpus: { type: 'string', default: 'fixtures' }, hadolint: { type: 'string' } },
});
const files = readdirSync(values.corpus, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.Dockerfile'))
  .map((name) => resolve(values.corpus, name));
if (files.length === 0)
  throw new Error(`${values.corpus}: no *.Dockerfile here or below; give another --corpus`);

const folder = mkdtempSync(join(tmpdir(), 'dlint-lint-'));
try {
  compareRules();
  if (values.hadolint !== undefined) compareScripts(values.hadolint);
  compareSizes();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** All rules, each side with the same list of files. */
function compareRules() {
  /** @type {{ dlint: number[], theirs: number[] }} */
  const times = { dlint: [], theirs: [] };
  // The first round fills the cache of the file system and is not counted.
  for (let round = 0; round <= ROUNDS; round++) {
    const ours = time(process.execPath, [dlint, ...withoutShellcheck, ...files]);
    const theirs = time(process.execPath, [validate, ...files]);
    if (round === 0) continue;
    times.dlint.push(ours);
    times.theirs.push(theirs);
  }
  const [ours, theirs] = [median(times.dlint), median(times.theirs)];
  console.log(`${files.length} files, all rules without ShellCheck (${ROUNDS} runs each, in turn, medians)`);
  console.log(`  dlint             ${inSeconds(ours)}`);
  console.log(`  dockerfile-utils  ${inSeconds(theirs)}`);
  console.log(`  ratio             ${(ours / theirs).toFixed(2)} (aim: below 1)`);
}

/**
 * hadolint's rules and ShellCheck, one run each, as hadolint takes long: dlint without a cache, filling one, and from it.
 * @param {string} hadolint the program
 */
function compareScripts(hadolint) {
  const env = { XDG_CACHE_HOME: join(folder, 'cache') };
  const theirs = time(hadolint, ['--no-fail', '-f', 'json', ...files]);
  const uncached = time(process.execPath, [dlint, ...asHadolint, '--no-cache', ...files]);
  const cold = time(process.execPath, [dlint, ...asHadolint, ...files], env);
  const warm = time(process.execPath, [dlint, ...asHadolint, ...files], env);
  /** @param {number} ours */
  const ratio = (ours) => `${inSeconds(ours)}, ratio ${(ours / theirs).toFixed(3)}`;
  console.log(`${files.length} files, hadolint's rules and ShellCheck (one run each)`);
  console.log(`  hadolint          ${inSeconds(theirs)}`);
  console.log(`  dlint --no-cache  ${ratio(uncached)} (aim: at most 0.5)`);
  console.log(`  dlint, cold cache ${ratio(cold)}`);
  console.log(`  dlint, warm cache ${ratio(warm)} (aim: below 0.1)`);
}

/** What a file of twice the size costs: twice as much, where the growth is linear. */
function compareSizes() {
  /** @type {Record<string, (index: number) => string>} */
  const kinds = {
    'RUN and ENV in turn': (index) => (index % 2 === 0 ? run(index) : `ENV NAME_${index}=value-${index}\n`),
    'plain RUN': run,
  };
  for (const [kind, line] of Object.entries(kinds)) {
    console.log(
      `${kind} (${GROWTH_ROUNDS} runs each, medians; in brackets the ratio to half the size, linear: 2)`,
    );
    compareGrowth(SIZES.map((size) => writeDockerfile(size, line)));
  }
}

/** @param {readonly string[]} names of files, each with twice the instructions of the one before */
function compareGrowth(names) {
  const rounds = Array.from({ length: GROWTH_ROUNDS }, () => names.map(weigh));
  let half = { seconds: Number.NaN, megabytes: Number.NaN };
  for (const [index, size] of SIZES.entries()) {
    const weights = rounds.flatMap((weights) => weights[index] ?? []);
    const seconds = median(weights.map((weight) => weight.seconds));
    const megabytes = median(weights.map((weight) => weight.megabytes));
    const [longer, larger] = [growth(seconds, half.seconds), growth(megabytes, half.megabytes)];
    console.log(
      `  ${size} instructions: ${inSeconds(seconds)}${longer}, ${megabytes.toFixed(0)} MB at most${larger}`,
    );
    half = { seconds, megabytes };
  }
}

/** @param {number} whole @param {number} half not a number where there is none */
function growth(whole, half) {
  return Number.isNaN(half) ? '' : ` (${(whole / half).toFixed(2)})`;
}

/** @param {number} index */
function run(index) {
  return `RUN make target-${index}\n`;
}

/** @param {number} size @param {(index: number) => string} line @returns {string} its name */
function writeDockerfile(size, line) {
  const directory = join(folder, String(size));
  mkdirSync(directory, { recursive: true });
  const name = join(directory, 'Dockerfile');
  writeFileSync(
    name,
    `FROM alpine:3.20\n${Array.from({ length: size }, (_, index) => line(index)).join('')}`,
  );
  return name;
}

/**
 * What it takes to lint a file; the process tells its own peak of memory, in kilobytes, when it ends.
 * @param {string} name
 */
function weigh(name) {
  const peak = join(folder, 'peak');
  const hook = `import { writeFileSync } from 'node:fs';
    process.on('exit', () => writeFileSync(${JSON.stringify(peak)}, String(process.resourceUsage().maxRSS)));`;
  const preload = `data:text/javascript,${encodeURIComponent(hook)}`;
  const seconds = time(process.execPath, ['--import', preload, dlint, ...withoutShellcheck, name]);
  return { seconds, megabytes: Number(readFileSync(peak, 'utf8')) / 1000 };
}

/**
 * Seconds from start to end of a process that must succeed.
 * @param {string} program
 * @param {readonly string[]} parameters
 * @param {NodeJS.ProcessEnv} [env] on top of that of this process
 */
function time(program, parameters, env = {}) {
  const start = performance.now();
  const { error, signal, status, stderr } = spawnSync(program, parameters, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ended with ${status ?? signal}: ${stderr}`);
  return (performance.now() - start) / 1000;
}

/** @param {number} seconds */
function inSeconds(seconds) {
  return `${seconds.toFixed(2)} s`;
}
