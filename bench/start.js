// How long `dlint` takes for one small file, against a Node that does nothing: `node bench/start.js [RUNS]`.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median, timeNode } from './measure.js';

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
timeNode(dlint);
for (let run = 0; run < runs; run++) {
  times.idle.push(timeNode(idle));
  times.dlint.push(timeNode(dlint));
}
rmSync(folder, { recursive: true });

const [base, whole] = [median(times.idle), median(times.dlint)];
console.log(`node -e 0  ${base.toFixed(1)} ms`);
console.log(`dlint      ${whole.toFixed(1)} ms`);
console.log(`ratio      ${(whole / base).toFixed(2)} (${runs} runs each, medians)`);
if (process.env.NODE_EXTRA_CA_CERTS)
  console.log(
    'NODE_EXTRA_CA_CERTS is set: Node 20 reads these certificates at each start, so the ratio is smaller than without',
  );
