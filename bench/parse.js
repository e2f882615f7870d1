// How fast files are parsed, against dockerfile-ast in the same run, and what the first file costs a new process:
// `node bench/parse.js --corpus DIR`, where DIR is searched for `*.Dockerfile`. Needs `npm run build`.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DockerfileParser } from 'dockerfile-ast';
import { parse } from 'dockerfile-dlint';
import { rolldown } from 'rolldown';
import { Bundle, builtFolder } from '../bin/code-cache.js';
import { cacheable } from '../scripts/bundle.js';
import { median, timeNode } from './measure.js';

const ROUNDS = 9;
const PASSES = 3;
const STARTS = 20;

const { values } = parseArgs({ options: { corpus: { type: 'string', default: 'fixtures' } } });
const files = readdirSync(values.corpus, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('Dockerfile'))
  .map((name) => readFileSync(join(values.corpus, name), 'utf8'));
const bytes = files.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
console.log(`${files.length} files, ${(bytes / 1e6).toFixed(2)} MB`);

measureRates();
await measureFirstParse();

function measureRates() {
  const sides = {
    dlint: (/** @type {string} */ text) => parse(text).document.items.length,
    'dockerfile-ast': (/** @type {string} */ text) => DockerfileParser.parse(text).getInstructions().length,
  };
  /** @type {Record<keyof typeof sides, number[]>} */
  const rates = { dlint: [], 'dockerfile-ast': [] };
  for (let round = 0; round < ROUNDS; round++) {
    rates.dlint.push(rate(sides.dlint));
    rates['dockerfile-ast'].push(rate(sides['dockerfile-ast']));
  }
  const [ours, theirs] = [median(rates.dlint), median(rates['dockerfile-ast'])];
  console.log(`warm: dlint ${ours.toFixed(1)} MB/s, dockerfile-ast ${theirs.toFixed(1)} MB/s`);
  console.log(`ratio ${(ours / theirs).toFixed(2)} (${ROUNDS} rounds each, in turn, medians)`);
}

/** @param {(text: string) => unknown} read @returns {number} MB/s */
function rate(read) {
  const start = performance.now();
  for (let pass = 0; pass < PASSES; pass++) for (const text of files) read(text);
  return (bytes * PASSES) / 1000 / (performance.now() - start);
}

/** The parser alone, bundled and with a code cache as the command is, in a process of its own. */
async function measureFirstParse() {
  const folder = mkdtempSync(join(tmpdir(), 'dlint-parse-'));
  try {
    const file = join(folder, 'parse.cjs');
    const input = fileURLToPath(new URL('../src/parser/parse.ts', import.meta.url));
    const built = await rolldown({ input, platform: 'node' });
    await built.write({ file, format: 'cjs', minify: true, plugins: [cacheable] });
    const text = JSON.stringify('FROM alpine:3.20\nCOPY a b /c\nRUN echo "$a"\nCMD ["a"]\n');
    const parser = new Bundle(file, builtFolder(file));
    parser.exports.parse(JSON.parse(text));
    parser.keep();
    const first = join(folder, 'first.cjs');
    const loader = fileURLToPath(new URL('../bin/code-cache.js', import.meta.url));
    const [loaderText, fileText] = [loader, file].map((path) => JSON.stringify(path));
    writeFileSync(first, `new (require(${loaderText}).Bundle)(${fileText}).exports.parse(${text});\n`);
    reportStarts(first);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {string} first */
function reportStarts(first) {
  /** @type {number[]} */
  const idle = [];
  /** @type {number[]} */
  const parsing = [];
  for (let run = 0; run < STARTS; run++) {
    idle.push(timeNode(['-e', '0']));
    parsing.push(timeNode([first]));
  }
  const [base, whole] = [median(idle), median(parsing)];
  console.log(
    `first parse in a new process: node -e 0 ${base.toFixed(1)} ms, with one file ${whole.toFixed(1)} ms`,
  );
  console.log(
    `on top of Node's own start: ${((whole - base) / base).toFixed(2)} of it (${STARTS} runs each, in turn, medians)`,
  );
}
