// Sends 20,000 small files to a peer in this process, which asks for all of them: over a BuildKit session against the
// archive of the classic builder, each from a process of its own, in turns.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:http2';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { FILES, fillContext } from './many-files.js';
import { median } from './measure.js';

const RUNS = 7;
const folder = mkdtempSync(join(tmpdir(), 'dlint-bench-'));
const context = join(folder, 'context');
const [sender, peer] = await Promise.all([bundle('sender'), bundle('peer')]);
/** @type {typeof import('./peer.ts')} */
const { receiveAll } = await import(peer);

try {
  fillContext(context);
  /** @type {Record<'sync' | 'archive', { seconds: number, megabytes: number, sent: number }[]>} */
  const runs = { sync: [], archive: [] };
  // The first round fills the cache of the file system and is not counted.
  for (let round = 0; round <= RUNS; round++) {
    for (const way of /** @type {const} */ (['sync', 'archive'])) {
      const result = await measure(way);
      if (round > 0) runs[way].push(result);
    }
  }
  for (const [way, results] of Object.entries(runs)) {
    const { seconds, megabytes, sent } = summary(results);
    console.log(
      `${way.padEnd(8)} ${seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MB of memory, ${(sent / 1e6).toFixed(1)} MB in ${FILES} files`,
    );
  }
  const ratio = summary(runs.sync).seconds / summary(runs.archive).seconds;
  console.log(`ratio sync / archive: ${ratio.toFixed(2)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * Starts a sender and takes all it sends: seconds from its connection to the end, and the memory it took at most.
 * @param {'sync' | 'archive'} way
 */
async function measure(way) {
  const path = join(folder, 'bench.sock');
  const server = createServer().listen(path);
  const child = spawn(process.execPath, [sender, way, context, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const [socket] = await once(server, 'connection');
  const start = performance.now();
  const sent = way === 'sync' ? await synchronise(socket) : await drain(socket);
  const seconds = (performance.now() - start) / 1000;
  socket.destroy();
  server.close();
  await exit;
  return { seconds, megabytes: Number(output) / 1000, sent };
}

/** @param {import('node:net').Socket} socket */
async function synchronise(socket) {
  const session = connect('http://peer', { createConnection: () => socket });
  const bytes = await receiveAll(session);
  session.destroy();
  return bytes;
}

/** @param {import('node:net').Socket} socket */
async function drain(socket) {
  let bytes = 0;
  for await (const chunk of socket) bytes += chunk.length;
  return bytes;
}

/** @param {readonly { seconds: number, megabytes: number, sent: number }[]} results */
function summary(results) {
  return {
    seconds: median(results.map(({ seconds }) => seconds)),
    megabytes: median(results.map(({ megabytes }) => megabytes)),
    sent: median(results.map(({ sent }) => sent)),
  };
}

/**
 * Bundles a TypeScript file of this folder.
 * @param {string} name
 */
async function bundle(name) {
  const file = join(folder, `${name}.mjs`);
  const code = await rolldown({ input: join(import.meta.dirname, `${name}.ts`), platform: 'node' });
  await code.write({ file, format: 'esm', codeSplitting: false });
  return file;
}
