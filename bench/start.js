// How long `dlint` takes for one small file, against a Node that does nothing: `node bench/start.js [RUNS]`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const runs = Number(process.argv[2] ?? 20);
const folder = mkdtempSync(join(tmpdir(), 'dlint-start-'));
const file = join(folder, 'Dockerfile');
writeFileSync(
  file,
  'FROM debian:latest\nRUN apt-get update && apt-get install -y curl\nCMD ["curl", "--version"]\n',
);

const idle = ['-e', '0'];
const dlint = [fileURLToPath(new URL('../bin/dlint.js', import.meta.url)), file];

/** @type {Record<'idle' | 'dlint', number[]>} */
const times = { idle: [], dlint: [] };
time(dlint);
for (let run = 0; run < runs; run++) {
  times.idle.push(time(idle));
  times.dlint.push(time(dlint));
}
rmSync(folder, { recursive: true });

const [base, whole] = [median(times.idle), median(times.dlint)];
console.log(`node -e 0  ${base.toFixed(1)} ms`);
console.log(`dlint      ${whole.toFixed(1)} ms`);
console.log(`ratio      ${(whole / base).toFixed(2)} (${runs} runs each, medians)`);

/**
 * Wall time of one run in milliseconds.
 * @param {readonly string[]} args
 */
function time(args) {
  const start = performance.now();
  spawnSync(process.execPath, args, { stdio: 'ignore' });
  return performance.now() - start;
}

/** @param {readonly number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
