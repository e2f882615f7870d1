import { describe, expect, it } from 'vitest';
import { parseGitRef } from '../../src/model/git-ref.ts';
import { isRemoteUrl } from '../../src/model/remote-url.ts';

const REPOSITORY = 'https://example.org/team/tool.git';

describe('parseGitRef', () => {
  it.each([
    [REPOSITORY, { remote: REPOSITORY, shortName: 'tool', ref: '', subdir: '', unencryptedTcp: false }],
    ['HTTP://example.org/tool.git', { remote: 'http://example.org/tool.git', unencryptedTcp: true }],
    ['git://example.org/tool', { shortName: 'tool', unencryptedTcp: true }],
    ['ssh://me:p%40ss@example.org:22/~/tool', { remote: 'ssh://me:p%40ss@example.org:22/~/tool' }],
    ['ssh://[fe80::1%25eth0]:22/tool', { remote: 'ssh://[fe80::1%25eth0]:22/tool' }],
    ['git@example.org:team/tool.git#main', { remote: 'git@example.org:team/tool.git', ref: 'main' }],
    [`${REPOSITORY}#v1:docs/../src/`, { remote: REPOSITORY, ref: 'v1', subdir: 'src' }],
    [`${REPOSITORY}#:../../src`, { ref: '', subdir: 'src' }],
    [`${REPOSITORY}#v%31`, { ref: 'v1' }],
    [`${REPOSITORY}?`, { remote: `${REPOSITORY}?` }],
    ['https://example.org/my tool%2Egit', { remote: 'https://example.org/my%20tool.git' }],
    ['github.com/team/tool', { remote: 'github.com/team/tool', indistinguishableFromLocal: true }],
    [`${REPOSITORY}?branch=main`, { ref: 'refs/heads/main' }],
    [`${REPOSITORY}?tag=refs/tags/v1#refs/tags/v1`, { ref: 'refs/tags/v1' }],
    [`${REPOSITORY}?ref=main&subdir=/src&commit=c0ffee`, { ref: 'main', subdir: '/src', checksum: 'c0ffee' }],
    [
      `${REPOSITORY}?keep-git-dir&submodules=0&mtime=commit&fetch-by-commit=T`,
      { keepGitDir: true, submodules: false, mtime: 'commit', fetchByCommit: true },
    ],
  ])('reads %s', (text, value) => {
    expect(parseGitRef(text)).toMatchObject({ ok: true, value });
  });

  it.each([
    ['colour=red', 'unexpected query "colour"'],
    ['ref', 'query "ref" has no value'],
    ['tag=a&tag=b', 'query "tag" has multiple values'],
    ['tag=a&branch=b', 'branch conflicts with tag'],
    ['branch=b#c', 'ref conflicts: "c" vs "refs/heads/b"'],
    ['ref=b#c', 'ref conflicts: "c" vs "b"'],
    ['subdir=a#:b', 'subdir conflicts: "b" vs "a"'],
    ['submodules=no', 'invalid submodules value: "no"'],
    ['keep-git-dir=no', 'invalid keep-git-dir value: "no"'],
    ['fetch-by-commit=no', 'invalid fetch-by-commit value: "no"'],
    ['mtime=now', 'invalid mtime value: "now" (must be "checkout" or "commit")'],
  ])('refuses the query %s', (query, words) => {
    expect(parseGitRef(`${REPOSITORY}?${query}`)).toEqual({ ok: false, words });
  });

  it.each([
    'tool.git',
    './tool.git',
    '../git@example.org:tool',
    'https://example.org/tool',
    'https://example.org/tool.git/',
    'https://example.org:http/tool.git',
    'https://a:1:2/tool.git',
    'https://[1.2.3.4]/tool.git',
    'https://me you@example.org/tool.git',
    'https://exa mple.org/tool.git',
    'https://example.org/%zz.git',
    'ftp://example.org/tool.git',
    'git@example.org:tool?ref=%',
    'git@exa_mple.org:tool',
  ])('takes %s for no git reference', (text) => {
    expect(parseGitRef(text)).toBeNull();
  });
});

describe('isRemoteUrl', () => {
  it.each([
    ['https://example.org/tool.tgz', true],
    ['http://example.org/', true],
    ['https://example.org/tool.git?colour=red', true],
    ['https://example.org/tool.git', false],
    ['HTTPS://example.org/tool.tgz', false],
    ['ftp://example.org/tool.tgz', false],
    ['tool.tgz', false],
  ])('%s: %s', (text, isRemote) => {
    expect(isRemoteUrl(text)).toBe(isRemote);
  });
});
