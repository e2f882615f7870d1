import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { extract, type Header } from 'tar-stream';
import type { ContextEntry } from '../../src/build/context/context-entry.ts';
import { packEntries } from '../../src/build/context/pack.ts';

/** An entry of an archive, read by another program than the one that wrote it. */
export interface Unpacked {
  readonly header: Header;
  readonly content: string;
}

/** Packs entries and unpacks the archive with tar-stream. */
export function packAndUnpack(entries: Iterable<ContextEntry>): Promise<readonly Unpacked[]> {
  return unpack(Readable.from(packEntries(entries)));
}

/** All entries of an archive. */
export async function unpack(archive: Readable): Promise<readonly Unpacked[]> {
  const unpacked: Unpacked[] = [];
  for await (const entry of archive.pipe(extract())) {
    unpacked.push({ header: entry.header, content: await text(entry) });
  }
  return unpacked;
}
