import { describe, expect, it } from 'vitest';
import { isPinnedForApk } from '../../src/shell/apk.ts';
import { isPinnedForApt } from '../../src/shell/apt.ts';
import { isPinnedForGem } from '../../src/shell/gem.ts';
import { goVersion, isGoFolder } from '../../src/shell/go.ts';
import { npmPin } from '../../src/shell/npm.ts';
import { isPinnedForPip } from '../../src/shell/pip.ts';
import { isPinnedForRpm } from '../../src/shell/rpm-manager.ts';
import { isPinnedForZypper } from '../../src/shell/zypper.ts';

const cases = {
  apt: {
    test: isPinnedForApt,
    pinned: ['curl=7.88.1-10', 'curl/bookworm', './curl.deb', 'curl.deb'],
    unpinned: ['curl', 'libstdc++6', 'gcc-12'],
  },
  apk: {
    test: isPinnedForApk,
    pinned: ['curl=8.9.1-r1', 'curl~8', 'curl>8', 'curl<9', './curl.apk'],
    unpinned: ['curl', 'py3-pip', '.build'],
  },
  gem: {
    test: isPinnedForGem,
    pinned: ['rails:7.1.3', './rails-7.1.3.gem'],
    unpinned: ['rails', 'rails-7'],
  },
  zypper: {
    test: isPinnedForZypper,
    pinned: ['curl=8.6', 'curl<9', 'curl>=8', './curl.rpm'],
    unpinned: ['curl', 'curl-8.6'],
  },
  rpm: {
    test: isPinnedForRpm,
    pinned: ['httpd-2.4.62', 'gcc-c++-14.2.1', 'openssl-1:3.2.2', 'a-1.0~rc1^git+x', './tool.rpm'],
    unpinned: ['httpd', 'gcc-c++', '389-ds', 'tool-v1', 'tool-1,2'],
  },
  pip: {
    test: isPinnedForPip,
    pinned: [
      ...['flask==3', 'flask>=3', 'flask~=3', 'flask!=3', 'flask===3', 'flask<4', 'flask[async]==3'],
      ...['flask.whl', 'flask.tar.gz', './flask', 'https://example.com/flask.zip'],
      ...['git+https://example.com/a.git@v1', 'git+ssh://git@example.com/a.git@v1#egg=a'],
    ],
    unpinned: ['flask', 'flask[async]', 'git+https://example.com/a.git', 'git+ssh://git@example.com/a.git'],
  },
};

describe.each(Object.entries(cases))('%s', (_, { pinned, test, unpinned }) => {
  it.each(pinned)('finds %s pinned', (name) => expect(test(name)).toBe(true));
  it.each(unpinned)('finds %s unpinned', (name) => expect(test(name)).toBe(false));
});

it.each([
  ['express', 'none'],
  ['@angular/cli', 'none'],
  ['git+https://user@example.com/a.git', 'none'],
  ['express@latest', 'moving'],
  ['@angular/cli@next', 'moving'],
  ['express@4', 'fixed'],
  ['@angular/cli@^18', 'fixed'],
  ['a@>=1 <2', 'fixed'],
  ['git+https://example.com/a.git#v1', 'fixed'],
  ['a-1.0.0.tgz', 'fixed'],
  ['../a', 'fixed'],
  ['~/a', 'fixed'],
])('npm: %s is %s', (name, pin) => expect(npmPin(name)).toBe(pin));

it('reads what go fetches', () => {
  expect(goVersion('example.com/a@v1.2.3')).toBe('v1.2.3');
  expect(goVersion('example.com/a')).toBe(null);
  expect(['./cmd', '.', '/src/a'].every(isGoFolder)).toBe(true);
  expect(isGoFolder('example.com/a')).toBe(false);
});
