import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { startKeyAgent } from '../../src/build/session/key-agent.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { copyProgram } from './copy-program.ts';
import { contextWith, dlintBuild } from './dlint-build.ts';
import { onEngines } from './engines.ts';
import { RecordingIo } from './recording-io.ts';

vi.setConfig({ testTimeout: 120_000 });

onEngines(['buildkit', 'socket'], 'SSH agents in steps', ({ host, busybox }) => {
  it('are used through their sockets or by keys from files, and keep their keys', async () => {
    const keys = temporaryFolder();
    const [one, two] = ['one', 'two'].map((name) => {
      execFileSync('ssh-keygen', [
        '-q',
        '-t',
        'ed25519',
        '-N',
        '',
        '-C',
        `key-${name}`,
        '-f',
        join(keys, name),
      ]);
      return join(keys, name);
    });
    const agent = await startKeyAgent([one ?? ''], process.env, new AbortController().signal);
    try {
      const Dockerfile = [
        'FROM scratch',
        'COPY busybox /bin/sh',
        'COPY root /',
        `ARG RUN=${randomBytes(6).toString('hex')}`,
        'RUN --mount=type=ssh ssh-add -l',
        'RUN --mount=type=ssh ! ssh-add -D && ssh-add -l',
        'RUN --mount=type=ssh,id=file ssh-add -l',
        '',
      ].join('\n');
      const io = new RecordingIo(contextWith(busybox, { Dockerfile }), { SSH_AUTH_SOCK: agent.socket });
      copyProgram('ssh-add', join(io.cwd, 'root'));
      const ssh = ['--ssh', 'default', '--ssh', `file=${two}`];
      expect([
        await dlintBuild(io, '--builder', 'buildkit', '-H', host, '--network', 'host', ...ssh, '.'),
        io.err,
      ]).toEqual([
        0,
        expect.stringMatching(/key-one \(ED25519\)[\s\S]*key-one \(ED25519\)[\s\S]*key-two \(ED25519\)/),
      ]);
    } finally {
      agent.close();
    }
  });
});
