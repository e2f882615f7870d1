import { spawnSync } from 'node:child_process';

/**
 * Wall time of a whole Node process in milliseconds.
 * @param {readonly string[]} args
 */
export function timeNode(args) {
  const start = performance.now();
  spawnSync(process.execPath, args, { stdio: 'ignore' });
  return performance.now() - start;
}

/** @param {readonly number[]} values */
export function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
