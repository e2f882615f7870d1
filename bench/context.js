// Sends a build context of 20,000 small files to a server that takes it and answers as a daemon does: `dlint build`
// against `docker build` (classic builder), each as a whole process, in turns. Needs `npm run build`.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FILES, fillContext } from './many-files.js';
import { median } from './measure.js';

const RUNS = 9;
const IMAGE = `sha256:${'0'.repeat(64)}`;
const dlint = fileURLToPath(new URL('../bin/dlint.js', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'dlint-bench-'));
const context = join(folder, 'context');
const socket = join(folder, 'sink.sock');
const sink = createServer((request, response) => {
  response.setHeader('Api-Version', '1.41').setHeader('Content-Type', 'application/json');
  let bytes = 0;
  request.on('data', (chunk) => {
    bytes += chunk.length;
  });
  request.on('end', () => {
    if (request.method === 'POST') received = bytes;
    response.end(request.method === 'POST' ? `{"aux":{"ID":"${IMAGE}"}}\r\n` : undefined);
  });
});
let received = 0;

try {
  fillContext(context);
  await new Promise((resolve) => sink.listen(socket, () => resolve(undefined)));
  await measure();
} finally {
  sink.close();
  rmSync(folder, { recursive: true, force: true });
}

async function measure() {
  const host = ['-H', `unix://${socket}`];
  const sides = {
    dlint: () => time(process.execPath, [dlint, 'build', '-q', ...host, context]),
    docker: () => time('docker', [...host, 'build', '-q', context]),
  };
  /** @type {{ dlint: number[], docker: number[] }} */
  const times = { dlint: [], docker: [] };
  // The first round fills the cache of the file system and is not counted.
  for (let round = 0; round <= RUNS; round++) {
    for (const side of /** @type {const} */ (['dlint', 'docker'])) {
      const seconds = await sides[side]();
      if (round > 0) times[side].push(seconds);
      else console.log(`${side}: ${(received / 1e6).toFixed(1)} MB in ${FILES} files`);
    }
  }
  const [ours, theirs] = [median(times.dlint), median(times.docker)];
  console.log(`dlint build   ${describe(times.dlint)}`);
  console.log(`docker build  ${describe(times.docker)}`);
  console.log(`ratio dlint / docker: ${(ours / theirs).toFixed(2)} (aim: at most 1)`);
}

/**
 * Seconds from start to end of a process that must succeed.
 * @param {string} program
 * @param {string[]} parameters
 * @returns {Promise<number>}
 */
function time(program, parameters) {
  const start = performance.now();
  const child = spawn(program, parameters, {
    env: { ...process.env, DOCKER_BUILDKIT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve((performance.now() - start) / 1000);
      else reject(new Error(`${program} ended with ${code}: ${output}`));
    });
  });
}

/** @param {number[]} seconds */
function describe(seconds) {
  const range = `${Math.min(...seconds).toFixed(2)} to ${Math.max(...seconds).toFixed(2)} s`;
  return `${median(seconds).toFixed(2)} s (median of ${seconds.length}, ${range})`;
}
