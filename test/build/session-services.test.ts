import { execFileSync } from 'node:child_process';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { afterEach, describe, expect, it } from 'vitest';
import { GrpcError, type GrpcService } from '../../src/build/grpc/grpc-service.ts';
import { CredentialsRequestSchema, CredentialsResponseSchema } from '../../src/build/proto/auth_pb.ts';
import { GetSecretRequestSchema, GetSecretResponseSchema } from '../../src/build/proto/secrets_pb.ts';
import { auth } from '../../src/build/session/auth.ts';
import { health } from '../../src/build/session/health.ts';
import { type BuildSecret, checkSecrets, secrets } from '../../src/build/session/secrets.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type CallResult, GrpcPeer } from './grpc-peer.ts';

let peer: GrpcPeer | undefined;
afterEach(() => peer?.close());

async function serve(service: GrpcService): Promise<GrpcPeer> {
  peer = await GrpcPeer.open(service);
  return peer;
}

describe('health', () => {
  it('is SERVING', async () => {
    const { messages, status } = await (await serve(health)).call('/grpc.health.v1.Health/Check', [
      new Uint8Array(),
    ]);
    expect([status, messages]).toEqual([0, [Buffer.from([8, 1])]]);
  });
});

describe('secrets', () => {
  async function ask(
    sources: readonly BuildSecret[],
    id: string,
    environment: Record<string, string> = {},
  ): Promise<CallResult & { readonly value: string }> {
    const served = await serve(secrets(sources, environment));
    const request = toBinary(GetSecretRequestSchema, create(GetSecretRequestSchema, { id }));
    const result = await served.call('/moby.buildkit.secrets.v1.Secrets/GetSecret', [request]);
    const [message = Buffer.alloc(0)] = result.messages;
    return { ...result, value: Buffer.from(fromBinary(GetSecretResponseSchema, message).data).toString() };
  }

  it('are read from files and variables', async () => {
    const folder = temporaryFolder({ key: 'from file\n' });
    const sources = [
      { id: 'f', path: join(folder, 'key') },
      { id: 'v', variable: 'TOKEN' },
    ];
    expect(await ask(sources, 'f')).toMatchObject({ status: 0, value: 'from file\n' });
    expect(await ask(sources, 'v', { TOKEN: 'from variable' })).toMatchObject({ value: 'from variable' });
  });

  it('are not found by other names', async () => {
    expect(await ask([], 'HTTP_AUTH_TOKEN_x')).toMatchObject({ status: 5 });
  });

  it('must be there and at most 500 KiB long before the build begins', () => {
    const folder = temporaryFolder({ big: '', 'as-big': '' });
    truncateSync(join(folder, 'big'), 500 * 1024 + 1);
    truncateSync(join(folder, 'as-big'), 500 * 1024);
    mkdirSync(join(folder, 'directory'));
    const check = (secret: BuildSecret, environment = {}) => checkSecrets([secret], environment);
    expect(() => check({ id: 's', path: join(folder, 'none') })).toThrow(
      /cannot read the secret s: .*no such file/,
    );
    expect(() => check({ id: 's', path: join(folder, 'directory') })).toThrow('is a directory');
    expect(() => check({ id: 's', path: join(folder, 'big') })).toThrow('longer than 500 KiB');
    expect(() => check({ id: 's', path: join(folder, 'as-big') })).not.toThrow();
    expect(() => check({ id: 's', variable: 'NONE' })).toThrow('the environment variable NONE is not set');
    expect(() => check({ id: 's', variable: 'A' }, { A: 'x'.repeat(500 * 1024 + 1) })).toThrow('500 KiB');
  });

  it('that vanish tell this side which they are', async () => {
    const folder = temporaryFolder({ key: 'x' });
    const sources = [{ id: 's', path: join(folder, 'key', 'gone') }];
    expect(await ask(sources, 's')).toMatchObject({ status: 2 });
    expect(peer?.failures).toMatchObject([{ code: 'SECRET_UNREADABLE' }]);
  });

  it('may be pipes, which hold nothing else up until they are written to', async () => {
    const path = join(temporaryFolder(), 'pipe');
    execFileSync('mkfifo', [path]);
    const sources = [{ id: 's', path }];
    checkSecrets(sources, {});
    const answer = ask(sources, 's');
    // Nobody could write if this process, the reader, waited in the system.
    const writer = await open(path, 'w');
    await writer.writeFile('from pipe');
    await writer.close();
    expect(await answer).toMatchObject({ status: 0, value: 'from pipe' });
  });

  it('may be pipes that several steps ask for', async () => {
    const path = join(temporaryFolder(), 'pipe');
    execFileSync('mkfifo', [path]);
    const served = await serve(secrets([{ id: 's', path }], {}));
    const request = toBinary(GetSecretRequestSchema, create(GetSecretRequestSchema, { id: 's' }));
    const askAgain = () => served.call('/moby.buildkit.secrets.v1.Secrets/GetSecret', [request]);
    const first = askAgain();
    const writer = await open(path, 'w');
    await writer.writeFile('once');
    await writer.close();
    const answers = [await first, await askAgain(), await askAgain()];
    expect(new Set(answers.map(({ messages }) => String(messages[0]?.subarray(2))))).toEqual(
      new Set(['once']),
    );
  });

  it('that turn out too long are refused, even those that do not end', async () => {
    const sources = [{ id: 's', path: '/dev/zero' }];
    checkSecrets(sources, {});
    expect(await ask(sources, 's')).toMatchObject({
      status: 2,
      statusMessage: 'the secret s is longer than 500 KiB, the most BuildKit takes',
    });
  });

  it('may be files that are written later', async () => {
    const folder = temporaryFolder({ key: 'old' });
    const sources = [{ id: 's', path: join(folder, 'key') }];
    checkSecrets(sources, {});
    writeFileSync(join(folder, 'key'), 'new');
    expect(await ask(sources, 's')).toMatchObject({ value: 'new' });
  });
});

describe('credentials', () => {
  async function ask(host: string): Promise<{ username: string; secret: string }> {
    const known: Record<string, { username: string; password: string } | { identityToken: string }> = {
      'https://index.docker.io/v1/': { username: 'hub', password: 'p' },
      'localhost:5000': { username: 'ann', password: 'q' },
      'token.example': { identityToken: 't' },
    };
    const served = await serve(auth({ for: async (registry) => known[registry] ?? null }));
    const request = toBinary(CredentialsRequestSchema, create(CredentialsRequestSchema, { host }));
    const { messages } = await served.call('/moby.filesync.v1.Auth/Credentials', [request]);
    const { username, secret } = fromBinary(CredentialsResponseSchema, messages[0] ?? Buffer.alloc(0));
    return { username, secret };
  }

  it('are those of the host; Docker Hub has another name', async () => {
    expect(await ask('registry-1.docker.io')).toEqual({ username: 'hub', secret: 'p' });
    expect(await ask('localhost:5000')).toEqual({ username: 'ann', secret: 'q' });
    expect(await ask('token.example')).toEqual({ username: '', secret: 't' });
    expect(await ask('other.example')).toEqual({ username: '', secret: '' });
  });

  it('are all that is served, so that BuildKit fetches tokens itself', async () => {
    const served = await serve(auth({ for: () => Promise.reject(new GrpcError(13, 'not asked')) }));
    expect(await served.call('/moby.filesync.v1.Auth/GetTokenAuthority')).toMatchObject({ status: 12 });
    expect(await served.call('/moby.filesync.v1.Auth/FetchToken')).toMatchObject({ status: 12 });
  });
});
