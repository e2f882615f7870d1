// How much `dlint build --builder buildkit` sends when a context of 20,000 small files is built again: all of it at first, then
// with nothing changed, then with one file changed. Needs `npm run build`, and a daemon with BuildKit on a socket: `-H PATH`.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { FILES, fillContext } from './many-files.js';
import { measureProcess } from './measure.js';

const { values } = parseArgs({ options: { host: { type: 'string', short: 'H' } } });
const daemon = (values.host ?? '/var/run/docker.sock').replace(/^unix:\/\//, '');
const dlint = fileURLToPath(new URL('../bin/dlint.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'dlint-bench-'));
const context = join(folder, 'context');
const path = join(folder, 'counting.sock');

/** Bytes from the client to the daemon, and back. */
const passed = { there: 0, back: 0 };
const counting = createServer((client) => {
  const server = connect(daemon);
  client.on('data', ({ length }) => {
    passed.there += length;
  });
  server.on('data', ({ length }) => {
    passed.back += length;
  });
  client.pipe(server).pipe(client);
  for (const one of [client, server]) one.on('error', () => client.destroy() && server.destroy());
});

try {
  fillContext(context);
  // A name of its own, so that the daemon knows nothing of an earlier run.
  writeFileSync(join(context, 'Dockerfile'), `FROM scratch\nCOPY . /${process.pid}-${Date.now()}/\n`);
  await new Promise((resolve) => counting.listen(path, () => resolve(undefined)));
  const all = await measure(`all of ${FILES} files`);
  const none = await measure('nothing changed');
  writeFileSync(join(context, 'directory-7/file-777.txt'), `changed ${Date.now()}\n`);
  const one = await measure('one file changed');
  console.log(`sent again: ${percent(none, all)} with nothing changed, ${percent(one, all)} with one file`);
} finally {
  counting.close();
  rmSync(folder, { recursive: true, force: true });
}

/**
 * Builds, and gives how many bytes were sent.
 * @param {string} title
 */
async function measure(title) {
  Object.assign(passed, { there: 0, back: 0 });
  const parameters = [dlint, 'build', '-q', '--builder', 'buildkit', '-H', `unix://${path}`, context];
  const { seconds, megabytes } = await measureProcess(process.execPath, parameters);
  const bytes = `${passed.there} bytes sent, ${passed.back} received`;
  console.log(`${title}: ${bytes}, ${seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MB of memory at most`);
  return passed.there;
}

/** @param {number} part @param {number} whole */
function percent(part, whole) {
  return `${((100 * part) / whole).toFixed(2)} %`;
}
