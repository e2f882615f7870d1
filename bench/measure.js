import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The environment without the certificates that Node is to trust besides its own: Node 20 reads all of them at each start, which takes longer
 * than the start itself.
 */
export function plainEnvironment() {
  const { NODE_EXTRA_CA_CERTS: _, ...environment } = process.env;
  return environment;
}

/**
 * Wall time of a whole Node process in milliseconds.
 * @param {readonly string[]} args
 */
export function timeNode(args) {
  const start = performance.now();
  spawnSync(process.execPath, args, { stdio: 'ignore' });
  return performance.now() - start;
}

/**
 * Seconds from start to end of a process that must succeed, and the memory it took at most, in megabytes. GNU time tells it: what a
 * process of ours tells of its child may be its own, from before the child became another program.
 * @param {string} program
 * @param {readonly string[]} parameters
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ seconds: number, megabytes: number }>}
 */
export function measureProcess(program, parameters, env = process.env) {
  const memory = join(tmpdir(), `dlint-bench-memory-${process.pid}`);
  const start = performance.now();
  const child = spawn('/usr/bin/time', ['-f', '%M', '-o', memory, program, ...parameters], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const seconds = (performance.now() - start) / 1000;
      const megabytes = code === 0 ? Number(readFileSync(memory, 'utf8')) / 1000 : 0;
      rmSync(memory, { force: true });
      if (code !== 0) return reject(new Error(`${program} ended with ${code}: ${output}`));
      resolve({ seconds, megabytes });
    });
  });
}

/** @param {readonly number[]} values */
export function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
