import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePercent } from '../../src/build/decode-percent.ts';
import { encodeFrame, readFrames } from '../../src/build/grpc/framing.ts';
import { encodeStatusMessage } from '../../src/build/grpc/metadata.ts';

async function* cut(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (const size of sizes) {
    yield bytes.subarray(at, at + size);
    at += size;
  }
  yield bytes.subarray(at);
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer[]> {
  const messages: Buffer[] = [];
  for await (const message of readFrames(chunks)) messages.push(Buffer.from(message));
  return messages;
}

describe('frames of gRPC', () => {
  it('give back the messages, however they are cut', async () => {
    const messages = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 });
    const sizes = fc.array(fc.nat(13), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(messages, sizes, async (sent, cuts) => {
        const bytes = Buffer.concat(sent.map(encodeFrame));
        expect(await collect(cut(bytes, cuts))).toEqual(sent.map((message) => Buffer.from(message)));
      }),
    );
  });

  it('must not end within a message', async () => {
    const frame = encodeFrame(Buffer.from('hello'));
    for (let length = 1; length < frame.length; length++) {
      await expect(collect(cut(frame.subarray(0, length), []))).rejects.toThrow('ends within a message');
    }
  });

  it('must not be compressed or longer than 64 MiB', async () => {
    await expect(collect(cut(Buffer.from([1, 0, 0, 0, 0]), []))).rejects.toMatchObject({ status: 12 });
    await expect(collect(cut(Buffer.from([0, 4, 0, 0, 1]), []))).rejects.toMatchObject({ status: 3 });
  });
});

describe('the text of a status', () => {
  it('survives its encoding, which is printable ASCII', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const encoded = encodeStatusMessage(text);
        expect(encoded).toMatch(/^[ -~]*$/);
        expect(decodePercent(encoded)).toBe(text);
      }),
    );
  });

  it('is encoded as gRPC wants it', () => {
    expect(encodeStatusMessage('50% of "ü"\n')).toBe('50%25 of "%C3%BC"%0A');
  });
});
