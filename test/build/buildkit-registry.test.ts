import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { contextWith, dlintBuild } from './dlint-build.ts';
import { onEngines } from './engines.ts';
import { askDaemon, describeWith } from './real-daemon.ts';
import { RecordingIo } from './recording-io.ts';

vi.setConfig({ testTimeout: 120_000 });

const REGISTRIES = ['DLINT_TEST_REGISTRY_BASIC', 'DLINT_TEST_REGISTRY_TOKEN'] as const;
const LOGIN = ['DLINT_TEST_REGISTRY_USER', 'DLINT_TEST_REGISTRY_PASSWORD'] as const;

const IMAGE = 'FROM scratch\nCOPY busybox /bin/sh\nCMD ["pushed"]\n';

onEngines(['buildkit', 'socket'], 'BuildKit and registries', ({ host, busybox }) => {
  const options = ['--builder', 'buildkit', '-H', host, '--network', 'host'];

  describeWith([...REGISTRIES, ...LOGIN], 'with passwords', (basic, token, user, password) => {
    /** A folder with docker's configuration. */
    function loggedIn(as: string): string {
      const entry = { auth: Buffer.from(`${user}:${as}`).toString('base64') };
      return temporaryFolder({
        'config.json': JSON.stringify({ auths: { [basic]: entry, [token]: entry } }),
      });
    }

    /** Builds a Dockerfile with the registries' passwords in a folder; gives the exit code and what was told. */
    async function run(Dockerfile: string, config: string, ...argv: readonly string[]) {
      const io = new RecordingIo(contextWith(busybox, { Dockerfile }));
      const exit = await dlintBuild(io, ...options, '--config', config, ...argv, '.');
      return [exit, io.err] as const;
    }

    /** Asks the registry with a password (Distribution specification). */
    function askRegistry(path: string): Promise<Response> {
      const headers = {
        Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
        Accept:
          'application/vnd.docker.distribution.manifest.v2+json, application/vnd.oci.image.manifest.v1+json',
      };
      return fetch(`http://${basic}/v2/${path}`, { headers });
    }

    async function expectUsable(base: string, config: string): Promise<void> {
      const result = await run(`FROM ${base}\nRUN echo on-the-base\n`, config, '--pull', '--no-cache');
      expect(result).toEqual([0, expect.stringMatching(/^#\d+ [\d.]+ on-the-base$/m)]);
    }

    const removeImage = (name: string) => askDaemon(host, 'DELETE', `/v1.40/images/${name}?force=1`);

    it.each([basic, token])("pulls with docker's credentials from %s", async (registry) => {
      await expectUsable(`${registry}/private/base`, loggedIn(password));
    });

    it('pulls a public image with and without credentials', async () => {
      await expectUsable(`${token}/public/base`, temporaryFolder());
      await expectUsable(`${token}/public/base`, loggedIn(password));
    });

    it.each([basic, token])('says that one must log in to %s', async (registry) => {
      for (const config of [temporaryFolder(), loggedIn('not-the-password')]) {
        const [exit, told] = await run(`FROM ${registry}/private/base\n`, config, '--pull');
        expect(exit).toBe(1);
        expect(told).toMatch(/Dockerfile:1: \[internal\] load metadata for .*private\/base:latest: .*\n/);
        expect(told).toMatch(new RegExp(`log in with docker login ${registry}\n 1 │ FROM`));
        expect(told).not.toContain('not-the-password');
      }
    });

    it.each([basic, token])('pushes all names to %s, from where they can be pulled', async (registry) => {
      const name = `${registry}/private/pushed-${randomBytes(6).toString('hex')}`;
      const config = loggedIn(password);
      const pushed = await run(IMAGE, config, '--push', '-t', `${name}:1`, '-t', `${name}:2`);
      expect(pushed).toEqual([0, expect.any(String)]);
      for (const tag of [1, 2]) await removeImage(`${name}:${tag}`);
      await expectUsable(`${name}:1`, config);
      await expectUsable(`${name}:2`, config);
    });

    it.each([basic, token])('does not push to %s without credentials', async (registry) => {
      const name = `${registry}/private/unpushed-${randomBytes(6).toString('hex')}`;
      const [exit, told] = await run(IMAGE, temporaryFolder(), '-o', `type=registry,name=${name}`);
      await removeImage(name);
      expect([exit, told]).toEqual([
        1,
        expect.stringContaining(`the image was built, but ${name} cannot be pushed`),
      ]);
    });

    it('tells the digest under which the registry has the image', async () => {
      const path = `private/described-${randomBytes(6).toString('hex')}`;
      const name = `${basic}/${path}`;
      const file = join(temporaryFolder(), 'meta.json');
      const [exit] = await run(IMAGE, loggedIn(password), '--push', '-t', name, '--metadata-file', file);
      await removeImage(name);
      expect(exit).toBe(0);
      const response = await askRegistry(`${path}/manifests/latest`);
      expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
        'containerimage.digest': response.headers.get('docker-content-digest'),
        'image.name': `${name}:latest`,
      });
    });

    it('pushes the cache within the image for type=inline', async () => {
      const path = `private/cached-${randomBytes(6).toString('hex')}`;
      const name = `${basic}/${path}`;
      const [exit] = await run(IMAGE, loggedIn(password), '--cache-to', 'type=inline', '--push', '-t', name);
      await removeImage(name);
      expect(exit).toBe(0);
      const read = async (part: string) => (await askRegistry(`${path}/${part}`)).text();
      const manifest: { config: { digest: string } } = JSON.parse(await read('manifests/latest'));
      expect(await read(`blobs/${manifest.config.digest}`)).toContain('moby.buildkit.cache.v0');
    });
  });
});
