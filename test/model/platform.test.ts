import { describe, expect, it } from 'vitest';
import { formatPlatform, parsePlatform } from '../../src/model/platform.ts';

describe('parsePlatform', () => {
  it.each([
    ['freebsd', 'freebsd/amd64'],
    ['AArch64', 'linux/arm64'],
    ['armel', 'linux/arm/v6'],
    ['armhf', 'linux/arm'],
    ['macOS/arm64', 'darwin/arm64'],
    ['linux/x86-64', 'linux/amd64'],
    ['linux/amd64/v1', 'linux/amd64'],
    ['linux/amd64/v3', 'linux/amd64/v3'],
    ['linux/arm/7', 'linux/arm/v7'],
    ['linux/arm64/8', 'linux/arm64/v8'],
    ['linux/arm64/9.0', 'linux/arm64/v9'],
    ['my-os/my.cpu', 'my-os/my.cpu'],
    ['windows(10.0.20348)/amd64', 'windows(10.0.20348)/amd64'],
    ['windows(10%2E0+b+a+b)', 'windows(10.0+a+b)/amd64'],
  ])('reads %s', (text, formatted) => {
    const platform = parsePlatform(text);
    expect(platform.ok && formatPlatform(platform.value)).toBe(formatted);
  });

  it('takes a platform apart', () => {
    expect(parsePlatform('windows(1.2+win32k)/ARM/v7')).toEqual({
      ok: true,
      value: { os: 'windows', osVersion: '1.2', osFeatures: ['win32k'], architecture: 'arm', variant: 'v7' },
    });
  });

  it('leaves the version of the system out where it is not wanted', () => {
    const platform = parsePlatform('windows(1.2)/amd64');
    expect(platform.ok && formatPlatform({ ...platform.value, osVersion: '' })).toBe('windows/amd64');
  });

  it.each([
    ['plan10', '"plan10": unknown operating system or architecture: invalid argument'],
    ['linux/*', '"linux/*": wildcards not yet supported: invalid argument'],
    ['a/b/c/d', '"a/b/c/d": cannot parse platform specifier: invalid argument'],
    [
      'linux/',
      '"" is an invalid component of "linux/": platform specifier component must match "^[A-Za-z0-9_.-]+$": invalid argument',
    ],
    [
      'lin ux',
      String.raw`"lin ux" is an invalid OS component of "lin ux": OSAndVersion specifier component must match "^([A-Za-z0-9_-]+)(?:\\(([A-Za-z0-9_.%-]*)((?:\\+[A-Za-z0-9_.%-]+)*)\\))?$": invalid argument`,
    ],
    ['windows(%g)', '"windows(%g)" has an invalid OS version "%g": invalid URL escape "%g"'],
  ])('refuses %s', (text, words) => {
    expect(parsePlatform(text)).toEqual({ ok: false, words });
  });
});
