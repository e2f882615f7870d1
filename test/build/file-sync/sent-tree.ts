import type { ContextEntry } from '../../../src/build/context/context-entry.ts';
import { fileSend } from '../../../src/build/file-sync/file-send.ts';
import { decodePacket, encodePacket, type Packet } from '../../../src/build/file-sync/packet.ts';
import { sendTree } from '../../../src/build/file-sync/send-tree.ts';
import { statOf } from '../../../src/build/file-sync/stat.ts';
import { encodeFrame, readFrames } from '../../../src/build/grpc/framing.ts';
import { callEnd, clientCall, openPeer } from './client-call.ts';

/** How BuildKit sends what its exporters make. */
export const METHOD = '/moby.filesync.v1.FileSend/DiffCopy';

type Entry = Partial<ContextEntry> & Pick<ContextEntry, 'name'>;

/** A file where nothing else is said; `text` is what it holds. */
export function entry({ text = '', ...fields }: Entry & { readonly text?: string }): ContextEntry {
  const bytes = Buffer.from(text);
  const isFile = fields.type === undefined || fields.type === 'file';
  return {
    type: 'file',
    mode: fields.name.endsWith('/') ? 0o755 : 0o644,
    size: bytes.length,
    modified: 1_600_000_000,
    nanoseconds: 0,
    target: '',
    device: { major: 0, minor: 0 },
    content: isFile ? { bytes } : undefined,
    ...fields,
  };
}

/** A directory, whose name ends in `/`. */
export function directory(name: string): ContextEntry {
  return entry({ name, type: 'directory' });
}

/** A link to any text. */
export function symbolicLink(name: string, target: string): ContextEntry {
  return entry({ name, type: 'symbolic-link', target });
}

/** A second name of another entry. */
export function hardLink(name: string, target: string): ContextEntry {
  return entry({ name, type: 'hard-link', target });
}

/** Sends a tree as a daemon does; gives how the call ended. */
export async function exportTo(destination: string, entries: readonly ContextEntry[]): Promise<string> {
  const peer = await openPeer(fileSend({ kind: 'directory', destination }));
  const stream = peer.start(METHOD);
  const end = callEnd(stream);
  await sendTree(clientCall(stream), entries).catch(() => {});
  stream.end();
  stream.resume();
  return end;
}

/** Answers the receiver's packets by hand; gives how the call ended. */
export async function converse(
  destination: string,
  packets: readonly Packet[],
  answer: (packet: Packet) => readonly Packet[] = () => [],
): Promise<string> {
  const peer = await openPeer(fileSend({ kind: 'directory', destination }));
  const stream = peer.start(METHOD);
  const end = callEnd(stream);
  for (const packet of packets) stream.write(encodeFrame(encodePacket(packet)));
  for await (const message of readFrames(stream.iterator({ destroyOnReturn: false }))) {
    for (const reply of answer(decodePacket(message))) stream.write(encodeFrame(encodePacket(reply)));
  }
  stream.end();
  return end;
}

/** The packets that tell of a whole tree. */
export function listed(...entries: readonly ContextEntry[]): readonly Packet[] {
  return [
    ...entries.map((one) => ({ kind: 'entry', stat: statOf(one) }) as const),
    { kind: 'end-of-entries' },
  ];
}
