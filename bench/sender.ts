// The process that `bench/sync.js` measures: sends a directory over a socket, as a session does or as an archive.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ignoreFilter } from '../src/build/context/ignore-filter.ts';
import { IgnoreMatcher } from '../src/build/context/ignore-matcher.ts';
import { packEntries } from '../src/build/context/pack.ts';
import { walkTree } from '../src/build/context/walk.ts';
import { fileSync } from '../src/build/file-sync/file-sync.ts';
import { serveGrpc } from '../src/build/grpc/serve-grpc.ts';

const [way = '', folder = '', path = ''] = process.argv.slice(2);
const socket = createConnection(path);
await once(socket, 'connect');
if (way === 'sync') {
  const service = fileSync(new Map([['context', { content: folder }]]));
  serveGrpc(socket, { service, onFailure: console.error });
  // However the peer ends it.
  await new Promise((resolve) => socket.on('close', resolve));
} else {
  const filter = ignoreFilter(IgnoreMatcher.create([], ''), 'classic');
  const entries = walkTree(folder, filter, () => {});
  await pipeline(Readable.from(packEntries(entries), { objectMode: false, highWaterMark: 1 }), socket);
}
// The peak in kB; what `process.resourceUsage()` tells may be the parent's.
console.log(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
