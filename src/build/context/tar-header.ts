import { type BytePath, isAscii } from './byte-path.ts';
import type { ContextEntry, EntryType } from './context-entry.ts';

/** Archives are made of blocks of 512 bytes. */
export const BLOCK_SIZE = 512;

/** The largest size, and the latest time, that fits into 11 octal digits. */
const LARGEST_NUMBER = 0o77777777777;
const NAME_SIZE = 100;
const PREFIX_SIZE = 155;

const TYPE_FLAGS: Readonly<Record<EntryType, string>> = {
  file: '0',
  'hard-link': '1',
  'symbolic-link': '2',
  'character-device': '3',
  'block-device': '4',
  directory: '5',
  fifo: '6',
};

/** The fields of one header block (POSIX.1-2017 `pax`, "ustar Interchange Format"). */
interface UstarFields {
  readonly name: BytePath;
  readonly prefix: BytePath;
  readonly mode: number;
  readonly size: number;
  readonly modified: number;
  readonly typeFlag: string;
  readonly target: BytePath;
  readonly device: { readonly major: number; readonly minor: number };
}

/**
 * The header of an entry, one character (U+0000 to U+00FF) per byte: a ustar block, with a PAX record in front only for
 * what that block cannot say. The owner is always root (0:0, without names), as what the builder caches depends on it.
 */
export function tarHeader(entry: ContextEntry): string {
  const isTimeNumber = entry.modified >= 0 && entry.modified <= LARGEST_NUMBER;
  const isSizeNumber = entry.size <= LARGEST_NUMBER;
  const needsRecords = !fits(entry.target) || !isTimeNumber || !isSizeNumber;
  const split = needsRecords ? whole(entry.name) : splitName(entry.name);
  let records = '';
  if (!fits(entry.target)) records += paxRecord('linkpath', entry.target);
  if (!isTimeNumber) records += paxRecord('mtime', String(entry.modified));
  if (split === undefined) records += paxRecord('path', entry.name);
  if (!isSizeNumber) records += paxRecord('size', String(entry.size));
  const block = ustarBlock({
    name: split?.name ?? shorten(entry.name),
    prefix: split?.prefix ?? '',
    mode: entry.mode,
    size: isSizeNumber ? entry.size : 0,
    modified: isTimeNumber ? entry.modified : 0,
    typeFlag: TYPE_FLAGS[entry.type],
    target: fits(entry.target) ? entry.target : shorten(entry.target),
    device: entry.device,
  });
  return records === '' ? block : paxHeader(entry.name, records) + block;
}

function fits(path: BytePath): boolean {
  return path.length <= NAME_SIZE && isAscii(path);
}

type SplitName = Pick<UstarFields, 'name' | 'prefix'>;

/** The name if it fits as it is. Where there are PAX records anyway, docker says a longer one there, too. */
function whole(name: BytePath): SplitName | undefined {
  return fits(name) ? { name, prefix: '' } : undefined;
}

/** Cuts a longer name at a `/` so that both parts fit; undefined where there is no such place. */
function splitName(name: BytePath): SplitName | undefined {
  if (name.length <= NAME_SIZE || !isAscii(name)) return whole(name);
  const slash = name.lastIndexOf('/', Math.min(PREFIX_SIZE, name.length - 2));
  const rest = name.length - slash - 1;
  return slash > 0 && rest <= NAME_SIZE
    ? { name: name.slice(slash + 1), prefix: name.slice(0, slash) }
    : undefined;
}

/** What stands in the plain header beside a PAX record, for programs that do not know those. */
function shorten(name: BytePath): BytePath {
  return name.replace(/[^\x00-\x7f]/g, '').slice(0, NAME_SIZE);
}

/** `length key=value\n`, where the length counts its own digits too. */
function paxRecord(key: string, value: BytePath): string {
  const rest = key.length + value.length + 3;
  let length = rest + String(rest).length;
  length = rest + String(length).length;
  return `${length} ${key}=${value}\n`;
}

function paxHeader(name: BytePath, records: string): string {
  const baseName = shorten(name).replace(/\/$/, '').split('/').at(-1) ?? '';
  const block = ustarBlock({
    name: `PaxHeaders.0/${baseName}`.slice(0, NAME_SIZE),
    prefix: '',
    mode: 0,
    size: records.length,
    modified: 0,
    typeFlag: 'x',
    target: '',
    device: { major: 0, minor: 0 },
  });
  return block + fill(records, Math.ceil(records.length / BLOCK_SIZE) * BLOCK_SIZE);
}

function ustarBlock(fields: UstarFields): string {
  const { name, mode, size, modified, typeFlag, target, device, prefix } = fields;
  const owner = '0000000\x000000000\x00';
  const before = `${fill(name, 100)}${octal(mode, 7)}${owner}${octal(size, 11)}${octal(modified, 11)}`;
  const names = `${fill('ustar\x0000', 72)}${octal(device.major, 7)}${octal(device.minor, 7)}${fill(prefix, 167)}`;
  const after = `${typeFlag}${fill(target, 100)}${names}`;
  const sum = byteSum(before) + BLANK_CHECKSUM + byteSum(after);
  return `${before}${octal(sum, 6)} ${after}`;
}

/** A number in octal digits, with the NUL that ends it. */
function octal(value: number, digits: number): string {
  return `${value.toString(8).padStart(digits, '0')}\x00`;
}

function fill(text: string, length: number): string {
  return text.padEnd(length, '\x00');
}

/** The checksum counts itself as eight blanks. */
const BLANK_CHECKSUM = 8 * 0x20;

function byteSum(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at++) sum += text.charCodeAt(at);
  return sum;
}
