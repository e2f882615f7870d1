import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContextEntry } from '../../../src/build/context/context-entry.ts';
import { decodePacket, encodePacket } from '../../../src/build/file-sync/packet.ts';
import { entryOf, statOf } from '../../../src/build/file-sync/stat.ts';

const FILE: ContextEntry = {
  name: 'f',
  type: 'file',
  mode: 0o644,
  size: 1,
  modified: 1,
  nanoseconds: 0,
  target: '',
  device: { major: 0, minor: 0 },
  content: undefined,
};

describe('statOf', () => {
  it.each([
    ['file', 0o4755, 0x008001ed],
    ['directory', 0o1777, 0x801001ff],
    ['symbolic-link', 0o777, 0x080001ff],
    ['fifo', 0o2644, 0x024001a4],
    ['character-device', 0o666, 0x042001b6],
    ['block-device', 0o660, 0x040001b0],
    ['hard-link', 0o644, 0x000001a4],
  ] as const)('gives a %s the mode that Go gives it', (type, mode, expected) => {
    expect(statOf({ ...FILE, type, mode }).mode).toBe(expected);
  });

  it('is undone by entryOf, over the wire', () => {
    const bytes = fc.string({
      unit: fc.integer({ min: 1, max: 255 }).map((code) => String.fromCharCode(code)),
    });
    const common = {
      mode: fc.integer({ min: 0, max: 0o7777 }),
      modified: fc.integer({ min: -(2 ** 33), max: 2 ** 33 }),
      nanoseconds: fc.integer({ min: 0, max: 999_999_999 }),
    };
    const number = fc.integer({ min: 0, max: 2 ** 32 });
    const entry = fc.oneof(
      fc.record({ ...common, name: bytes, size: fc.maxSafeNat() }).map((fields) => ({ ...FILE, ...fields })),
      fc.record({ ...common, name: bytes }).map((fields) => ({
        ...FILE,
        ...fields,
        type: 'directory' as const,
        name: `${fields.name}/`,
        size: 0,
      })),
      fc
        .record({ ...common, name: bytes, target: bytes.filter((text) => text !== '') })
        .chain((fields) =>
          fc
            .constantFrom('symbolic-link' as const, 'hard-link' as const)
            .map((type) => ({ ...FILE, ...fields, type, size: 0 })),
        ),
      fc
        .record({ ...common, name: bytes, device: fc.record({ major: number, minor: number }) })
        .map((fields) => ({ ...FILE, ...fields, type: 'block-device' as const, size: 0 })),
    );
    fc.assert(
      fc.property(entry, (before) => {
        const packet = decodePacket(encodePacket({ kind: 'entry', stat: statOf(before) }));
        expect(packet.kind === 'entry' && entryOf(packet.stat)).toEqual(before);
      }),
    );
  });

  it('refuses modes of what no tree can hold', () => {
    const socket = { ...statOf(FILE), mode: 2 ** 24 + 0o777 };
    expect(() => entryOf(socket)).toThrow(
      'the daemon sent f with a mode that cannot be understood: 16777727',
    );
  });
});
