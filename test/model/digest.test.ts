import { describe, expect, it } from 'vitest';
import { parseDigest } from '../../src/model/digest.ts';

describe('parseDigest', () => {
  it.each([
    ['sha256', 64],
    ['sha384', 96],
    ['sha512', 128],
  ])('takes %s with %d digits', (algorithm, length) => {
    const digest = `${algorithm}:${'f'.repeat(length)}`;
    expect(parseDigest(digest)).toEqual({ ok: true, value: digest });
  });

  it.each([
    ['', 'invalid checksum digest format'],
    ['sha256', 'invalid checksum digest format'],
    ['sha256:', 'invalid checksum digest format'],
    [':ff', 'invalid checksum digest format'],
    ['SHA256:ff', 'invalid checksum digest format'],
    [`sha256:${'F'.repeat(64)}`, 'invalid checksum digest format'],
    ['sha256:ff', 'invalid checksum digest length'],
    [`sha512:${'f'.repeat(64)}`, 'invalid checksum digest length'],
    ['blake3:ff', 'unsupported digest algorithm'],
  ])('refuses %s', (text, words) => {
    expect(parseDigest(text)).toEqual({ ok: false, words });
  });
});
