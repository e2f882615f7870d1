import { describe, expect, it } from 'vitest';
import { checkImageName } from '../../src/build/image-name.ts';

const DIGEST = `sha256:${'0'.repeat(64)}`;

describe('checkImageName', () => {
  it.each([
    'app',
    'app:1.2_x-y',
    'team/app',
    'a__b/c--d.e',
    'localhost/app',
    'Registry.Example:5000/team/app:V1',
    '[::1]:5000/app',
    `app@${DIGEST}`,
    `app:1@${DIGEST}`,
    'n'.repeat(247),
    `app:${'t'.repeat(128)}`,
  ])('accepts %s', (name) => {
    expect(() => checkImageName(name)).not.toThrow();
  });

  it.each([
    ['App', 'must be lowercase'],
    ['team/App:1', 'must be lowercase'],
    ['', 'name:tag'],
    ['app:', 'name:tag'],
    [':1', 'name:tag'],
    ['a b', 'name:tag'],
    ['a/', 'name:tag'],
    ['a.b:port/c', 'name:tag'],
    ['https://x/y', 'name:tag'],
    [`app:${'t'.repeat(129)}`, 'name:tag'],
    ['n'.repeat(248), 'more than 255 characters'],
    ['0'.repeat(64), '64-byte hexadecimal'],
  ])('refuses %s', (name, reason) => {
    expect(() => checkImageName(name)).toThrow(
      expect.objectContaining({ code: 'TAG_INVALID', message: expect.stringContaining(reason) }),
    );
  });
});
