import { describe, expect, it } from 'vitest';
import { checkAddChecksum, checkSourceChecksum } from '../../src/model/checksum.ts';

const FILE = 'https://example.org/tool.tgz';
const REPOSITORY = 'https://example.org/tool.git';

describe('checkAddChecksum', () => {
  it.each([
    ['', ['a', 'b']],
    ['sha256:ff', [FILE]],
    ['sha256:ff', [`${REPOSITORY}#v2`]],
    ['sha256:ff', ['git@example.org:tool']],
  ])('takes %j for %j', (checksum, sources) => {
    expect(checkAddChecksum(checksum, sources)).toBeNull();
  });

  it.each([
    [[FILE, FILE], "checksum can't be specified for multiple sources"],
    [[], "checksum can't be specified for multiple sources"],
    [['tool.tgz'], 'checksum requires HTTP(S) or Git sources'],
    [['HTTPS://example.org/tool.tgz'], 'checksum requires HTTP(S) or Git sources'],
  ])('refuses one for %j', (sources, words) => {
    expect(checkAddChecksum('sha256:ff', sources)).toEqual({ ok: false, words });
  });
});

describe('checkSourceChecksum', () => {
  it.each([
    ['', FILE, ''],
    [`sha256:${'f'.repeat(64)}`, FILE, `sha256:${'f'.repeat(64)}`],
    ['c0ffee', REPOSITORY, 'c0ffee'],
    ['', `${REPOSITORY}?checksum=c0ffee`, 'c0ffee'],
    ['c0ffee', `${REPOSITORY}?commit=c0ffee`, 'c0ffee'],
    ['c0ffee', 'github.com/a/b?commit=decade', 'c0ffee'],
    ['c0ffee', 'a/file', 'c0ffee'],
  ])('with %j and %s goes on with %j', (checksum, source, value) => {
    expect(checkSourceChecksum(checksum, source)).toEqual({ ok: true, value });
  });

  it.each([
    ['c0ffee', FILE, 'invalid checksum digest format'],
    ['sha256:c0ffee', FILE, 'invalid checksum digest length'],
    ['c0ffee', `${REPOSITORY}?checksum=decade`, 'checksum mismatch "c0ffee" != "decade"'],
    ['', `${REPOSITORY}?colour=red`, 'unexpected query "colour"'],
  ])('refuses %j for %s', (checksum, source, words) => {
    expect(checkSourceChecksum(checksum, source)).toEqual({ ok: false, words });
  });
});
