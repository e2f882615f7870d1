import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteReader } from '../../src/build/context/byte-reader.ts';
import { gzip } from '../../src/build/context/gzip.ts';

describe('ByteReader', () => {
  it('gives the same bytes however they come and however they are taken', async () => {
    const chunks = fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 10 });
    const step = fc.tuple(fc.constantFrom('peek', 'read', 'pass'), fc.integer({ min: 0, max: 30 }));
    await fc.assert(
      fc.asyncProperty(chunks, fc.array(step), async (bytes, steps) => {
        const whole = Buffer.concat(bytes);
        const reader = new ByteReader(Readable.from(bytes));
        let at = 0;
        for (const [how, length] of steps) {
          const wanted = whole.subarray(at, at + length);
          if (how === 'pass') expect(await buffer(reader.pass(length))).toEqual(wanted);
          else
            expect(
              Buffer.from(how === 'peek' ? await reader.peek(length) : await reader.read(length)),
            ).toEqual(wanted);
          if (how !== 'peek') at += wanted.length;
        }
        expect(await buffer(reader.pass())).toEqual(whole.subarray(at));
      }),
    );
  });
});

describe('gzip', () => {
  it('gives the same bytes each time, which name neither time nor system', async () => {
    const source = [Buffer.alloc(300_000, 'abc'), Buffer.from('end')];
    const [once, again] = await Promise.all([buffer(gzip(source)), buffer(gzip(source))]);
    expect(once).toEqual(again);
    expect(once.subarray(0, 10)).toEqual(Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]));
    expect(gunzipSync(once)).toEqual(Buffer.concat(source));
  });

  it('throws what its source throws, and stops it when nobody reads on', async () => {
    const failure = new Error('the source failed');
    const failing = async function* () {
      yield Buffer.from('a');
      throw failure;
    };
    await expect(buffer(gzip(failing()))).rejects.toBe(failure);
    let isStopped = false;
    const endless = async function* () {
      try {
        for (;;) yield Buffer.alloc(100_000, 'x');
      } finally {
        isStopped = true;
      }
    };
    for await (const _ of gzip(endless())) break;
    expect(isStopped).toBe(true);
  });
});
