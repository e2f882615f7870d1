import { describe, expect, it } from 'vitest';
import { parseImageName } from '../../src/model/image-name.ts';

const SHA256 = `sha256:${'0a'.repeat(32)}`;

describe('parseImageName', () => {
  it.each([
    ['redis', 'docker.io/library/redis:latest', 'redis'],
    ['docker.io/redis:7', 'docker.io/library/redis:7', 'redis'],
    ['index.docker.io/team/app', 'docker.io/team/app:latest', 'team/app'],
    ['library/a/b', 'docker.io/library/a/b:latest', 'library/a/b'],
    ['localhost/app', 'localhost/app:latest', 'localhost/app'],
    ['Builder/app', 'Builder/app:latest', 'Builder/app'],
    ['registry:5000/app:v1', 'registry:5000/app:v1', 'registry:5000/app'],
    ['[fd00::1]:5000/app', '[fd00::1]:5000/app:latest', '[fd00::1]:5000/app'],
    [`redis@${SHA256}`, `docker.io/library/redis@${SHA256}`, 'redis'],
    [`redis:7@${SHA256}`, `docker.io/library/redis:7@${SHA256}`, 'redis'],
    ['no_host.here/app', 'no_host.here/app:latest', 'no_host.here/app'],
  ])('completes %s', (text, canonical, familiar) => {
    expect(parseImageName(text)).toMatchObject({ ok: true, value: { canonical, familiar } });
  });

  it('takes a name apart', () => {
    expect(parseImageName(`ghcr.io/team/app:1.2@${SHA256}`)).toEqual({
      ok: true,
      value: {
        domain: 'ghcr.io',
        path: 'team/app',
        tag: '1.2',
        digest: SHA256,
        familiar: 'ghcr.io/team/app',
        canonical: `ghcr.io/team/app:1.2@${SHA256}`,
      },
    });
  });

  it.each([
    ['', 'invalid reference format'],
    ['a b', 'invalid reference format'],
    ['a--', 'invalid reference format'],
    ['a:', 'invalid reference format'],
    [`a:${'t'.repeat(129)}`, 'invalid reference format'],
    ['Redis', 'invalid reference format: repository name (library/Redis) must be lowercase'],
    ['ghcr.io/Team/app:1', 'invalid reference format: repository name (Team/app) must be lowercase'],
    ['No_Host/app', 'repository name must be lowercase'],
    [
      'c0'.repeat(32),
      `invalid repository name (${'c0'.repeat(32)}), cannot specify 64-byte hexadecimal strings`,
    ],
    [`x.y/${'a'.repeat(256)}`, 'repository name must not be more than 255 characters'],
    [`a@sha256:${'0a'.repeat(31)}`, 'invalid checksum digest length'],
    [`a@sha256:${'0A'.repeat(32)}`, 'invalid checksum digest format'],
    [`a@crc:${'0a'.repeat(32)}`, 'unsupported digest algorithm'],
  ])('refuses %s', (text, words) => {
    expect(parseImageName(text)).toEqual({ ok: false, words });
  });
});
