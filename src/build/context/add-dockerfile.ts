import { BuildError } from '../build-error.ts';
import { addedEntry, IGNORE_FILE, ignoringAdded } from './added-files.ts';
import { isTarHeader } from './archive-magic.ts';
import { ByteReader } from './byte-reader.ts';
import { packEntries } from './pack.ts';
import { BLOCK_SIZE } from './tar-header.ts';

/** What is read of a header, by the PAX records in front of it; a long name of GNU's stays cut, as no name that matters is long. */
interface Member {
  readonly name: string;
  readonly size: number;
}

/** An extended header (PAX records, or a long name of GNU's) that is larger is no honest one. */
const EXTENSION_LIMIT = 1024 * 1024;

/**
 * Puts a Dockerfile into a plain tar archive that passes by, and its name into the `.dockerignore`, so that COPY does not see
 * it. All other members are passed on byte by byte. Throws a BuildError for what is no archive.
 */
export async function* addDockerfile(
  archive: AsyncIterable<Uint8Array>,
  dockerfileName: string,
  content: Uint8Array,
): AsyncGenerator<Uint8Array> {
  const reader = new ByteReader(archive);
  let ignoreFile: Uint8Array | undefined;
  try {
    for (let member = await nextMember(reader); member !== undefined; member = await nextMember(reader)) {
      const { blocks, name, size } = member;
      const padded = Math.ceil(size / BLOCK_SIZE) * BLOCK_SIZE;
      if (name.replace(/^\.\//, '') === IGNORE_FILE)
        ignoreFile = (await reader.read(padded)).subarray(0, size);
      else {
        yield* blocks;
        yield* whole(reader, padded);
      }
    }
    const added = { [dockerfileName]: content, [IGNORE_FILE]: ignoringAdded(ignoreFile, dockerfileName) };
    yield* packEntries(Object.entries(added).map(([name, bytes]) => addedEntry(name, bytes)));
  } finally {
    await reader.close();
  }
}

async function* whole(reader: ByteReader, length: number): AsyncGenerator<Uint8Array> {
  let left = length;
  for await (const bytes of reader.pass(length)) {
    left -= bytes.length;
    yield bytes;
  }
  if (left > 0) throw broken();
}

/** The header of the next member with the extended headers in front of it; undefined at the end. */
async function nextMember(
  reader: ByteReader,
): Promise<(Member & { readonly blocks: readonly Uint8Array[] }) | undefined> {
  const blocks: Uint8Array[] = [];
  let extension = '';
  for (let header = await readHeader(reader); header !== undefined; header = await readHeader(reader)) {
    blocks.push(header.block);
    const own = { name: header.name, size: header.size };
    if (!/[xgLK]/.test(header.type)) return { blocks, ...own, ...extended(extension) };
    if (own.size > EXTENSION_LIMIT) throw broken();
    const data = await reader.read(Math.ceil(own.size / BLOCK_SIZE) * BLOCK_SIZE);
    blocks.push(data);
    if (header.type === 'x') extension = Buffer.from(data.subarray(0, own.size)).toString('utf8');
  }
  return undefined;
}

/** What PAX records say about the member behind them. */
function extended(records: string): Partial<Member> {
  const size = /^\d+ size=(\d+)$/m.exec(records)?.[1];
  const name = /^\d+ path=(.*)$/m.exec(records)?.[1];
  return { ...(size !== undefined && { size: Number(size) }), ...(name !== undefined && { name }) };
}

async function readHeader(reader: ByteReader) {
  const block = await reader.read(BLOCK_SIZE);
  if (block.every((byte) => byte === 0)) return undefined;
  const size = isTarHeader(block) ? sizeOf(block) : undefined;
  if (size === undefined) throw broken();
  const folder = field(block, 345, 500);
  const name = `${folder}${folder === '' ? '' : '/'}${field(block, 0, 100)}`;
  return { block, name, type: field(block, 156, 157), size };
}

/** Octal digits, or with the highest bit set a binary number. */
function sizeOf(block: Uint8Array): number | undefined {
  const bytes = block.subarray(124, 136);
  if ((bytes[0] ?? 0) >= 0x80) return bytes.subarray(1).reduce((value, byte) => value * 256 + byte, 0);
  const digits = /^ *([0-7]*)[\0 ]*$/.exec(Buffer.from(bytes).toString('latin1'))?.[1];
  return digits === undefined ? undefined : Number.parseInt(digits || '0', 8);
}

function field(block: Uint8Array, start: number, end: number): string {
  return Buffer.from(block.subarray(start, end)).toString('latin1').replace(/\0.*$/s, '');
}

function broken(): BuildError {
  return new BuildError('CONTEXT_UNUSABLE', 'the build context is no whole tar archive');
}
