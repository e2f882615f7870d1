// The daemon's end for `bench/sync.js`.
import type { ClientHttp2Session } from 'node:http2';
import { decodePacket, encodePacket, type Packet } from '../src/build/file-sync/packet.ts';
import { encodeFrame, readFrames } from '../src/build/grpc/framing.ts';

/** Asks for every file of the context and gives the number of bytes that came. */
export async function receiveAll(session: ClientHttp2Session): Promise<number> {
  const stream = session.request({
    ':method': 'POST',
    ':path': '/moby.filesync.v1.FileSync/DiffCopy',
    'content-type': 'application/grpc',
    'dir-name': 'context',
  });
  const tell = (packet: Packet) => stream.write(encodeFrame(encodePacket(packet)));
  let bytes = 0;
  let entries = 0;
  let missing = 0;
  let isListed = false;
  for await (const message of readFrames(stream)) {
    bytes += message.length;
    const packet = decodePacket(message);
    if (packet.kind === 'end') return bytes;
    if (packet.kind === 'end-of-entries') isListed = true;
    if (packet.kind === 'data' && packet.data.length === 0) missing -= 1;
    if (packet.kind === 'entry') {
      const id = entries++;
      if (packet.stat.size > 0n) {
        tell({ kind: 'request', id });
        missing += 1;
      }
    }
    if (isListed && missing === 0) tell({ kind: 'end' });
  }
  throw new Error('the sender left');
}
