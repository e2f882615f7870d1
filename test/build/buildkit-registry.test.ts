import { randomBytes } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { contextWith, dlintBuild } from './dlint-build.ts';
import { onEngines } from './engines.ts';
import { askDaemon, describeWith } from './real-daemon.ts';
import { RecordingIo } from './recording-io.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const REGISTRIES = ['DLINT_TEST_REGISTRY_BASIC', 'DLINT_TEST_REGISTRY_TOKEN'] as const;
const LOGIN = ['DLINT_TEST_REGISTRY_USER', 'DLINT_TEST_REGISTRY_PASSWORD'] as const;

onEngines(['buildkit', 'socket'], 'BuildKit and registries', ({ host, busybox }) => {
  describeWith([...REGISTRIES, ...LOGIN], 'with passwords', (basic, token, user, password) => {
    const auth = Buffer.from(`${user}:${password}`).toString('base64');
    const folderFor = (text: string) =>
      temporaryFolder({
        'config.json': JSON.stringify({ auths: { [basic]: { auth: text }, [token]: { auth: text } } }),
      });
    const run = (io: RecordingIo, config: string, ...argv: readonly string[]) =>
      dlintBuild(
        io,
        '--builder',
        'buildkit',
        '-H',
        host,
        '--network',
        'host',
        '--config',
        config,
        ...argv,
        '.',
      );

    for (const registry of [basic, token]) {
      const kind = registry === basic ? 'basic' : 'token';

      it(`pulls with docker's credentials (${kind})`, async () => {
        const Dockerfile = `FROM ${registry}/private/base\nRUN echo ${randomBytes(6).toString('hex')}\n`;
        const io = new RecordingIo(contextWith(busybox, { Dockerfile }));
        expect([await run(io, folderFor(auth), '--pull'), io.err]).toEqual([
          0,
          expect.stringContaining('RUN echo'),
        ]);
      });

      it(`says where to log in without credentials, or with wrong ones (${kind})`, async () => {
        const wrong = Buffer.from(`${user}:not-the-password`).toString('base64');
        for (const config of [temporaryFolder(), folderFor(wrong)]) {
          const io = new RecordingIo(contextWith(busybox, { Dockerfile: `FROM ${registry}/private/base\n` }));
          expect(await run(io, config, '--pull')).toBe(1);
          expect(io.err).toMatch(
            /Dockerfile:1: \[internal\] load metadata for .*private\/base:latest: .*\n$/,
          );
          expect(io.err.trimEnd()).toMatch(new RegExp(`log in with docker login ${registry}$`));
          expect(io.err + io.out).not.toContain('not-the-password');
        }
      });

      it(`pushes all names, and another build pulls what was pushed (${kind})`, async () => {
        const name = `${registry}/private/pushed-${randomBytes(6).toString('hex')}`;
        const context = contextWith(busybox, {
          Dockerfile: 'FROM scratch\nCOPY busybox /bin/sh\nCMD ["pushed"]\n',
        });
        const io = new RecordingIo(context);
        expect([
          await run(io, folderFor(auth), '--push', '-t', `${name}:1`, '-t', `${name}:2`),
          io.err,
        ]).toEqual([0, expect.any(String)]);
        for (const tag of [1, 2]) await askDaemon(host, 'DELETE', `/v1.40/images/${name}:${tag}?force=1`);
        const second = new RecordingIo(
          contextWith(busybox, { Dockerfile: `FROM ${name}:2\nRUN echo pulled\n` }),
        );
        expect([await run(second, folderFor(auth), '--pull'), second.err]).toEqual([
          0,
          expect.stringMatching(/pulled/),
        ]);
      });

      it(`does not push without credentials (${kind})`, async () => {
        const name = `${registry}/private/unpushed-${randomBytes(6).toString('hex')}`;
        const io = new RecordingIo(
          contextWith(busybox, { Dockerfile: 'FROM scratch\nCOPY busybox /bin/sh\n' }),
        );
        expect(await run(io, temporaryFolder(), '-o', `type=registry,name=${name}`)).toBe(1);
        expect(io.err).toContain(`the image was built, but ${name} cannot be pushed`);
        await askDaemon(host, 'DELETE', `/v1.40/images/${name}:latest?force=1`);
      });
    }

    it('pulls a public image with and without credentials', async () => {
      for (const config of [temporaryFolder(), folderFor(auth)]) {
        const io = new RecordingIo(
          contextWith(busybox, { Dockerfile: `FROM ${token}/public/base\nRUN echo public\n` }),
        );
        expect([await run(io, config, '--pull', '--no-cache'), io.err]).toEqual([
          0,
          expect.stringContaining('public'),
        ]);
      }
    });
  });
});
