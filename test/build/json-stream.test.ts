import { describe, expect, it } from 'vitest';
import { JsonStreamError, readJsonStream } from '../../src/build/docker/json-stream.ts';

async function* cut(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(text: string, size = 1000): Promise<readonly unknown[]> {
  const values: unknown[] = [];
  for await (const value of readJsonStream(cut(text, size))) values.push(value);
  return values;
}

describe('readJsonStream', () => {
  const values = [{ stream: 'é 😀 } { "x" \\' }, {}, { a: [{ b: '\n' }, []], c: null }];

  it.each(['', '\r\n', ' \n\n'])(
    'reads objects that %j separates, wherever they are cut',
    async (separator) => {
      const text = values.map((value) => JSON.stringify(value)).join(separator);
      for (const size of [1, 2, 3, 7, 1000]) expect(await read(text, size)).toEqual(values);
    },
  );

  it('reads nothing from nothing', async () => {
    expect(await read('')).toEqual([]);
    expect(await read('\r\n \n')).toEqual([]);
  });

  it('tells an end within an object from what is no JSON', async () => {
    await expect(read('{"a":1}{"stream":"x')).rejects.toMatchObject({ isCutOff: true });
    await expect(read('{"a":1}<html>')).rejects.toMatchObject({ isCutOff: false });
    await expect(read('}')).rejects.toThrow(JsonStreamError);
    await expect(read('{"a":}')).rejects.toMatchObject({ isCutOff: false });
  });

  it('shows how what is no JSON begins, behind the objects that came before it', async () => {
    const stream = readJsonStream(cut('{"a":1}\r\n<html>\n  <p>Log in</p>', 1000));
    expect(await stream.next()).toEqual({ done: false, value: { a: 1 } });
    await expect(stream.next()).rejects.toThrow('the answer is not JSON: <html> <p>Log in</p>');
  });
});
