import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { BytesMessageSchema, CheckAgentRequestSchema } from '../../src/build/proto/ssh_pb.ts';
import { startKeyAgent } from '../../src/build/session/key-agent.ts';
import { openAgents } from '../../src/build/session/open-agents.ts';
import { ssh } from '../../src/build/session/ssh.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { GrpcPeer } from './grpc-peer.ts';

const REQUEST_IDENTITIES = Buffer.from([0, 0, 0, 1, 11]);
const SIGN_REQUEST = 13;
const REMOVE_ALL = Buffer.from([0, 0, 0, 1, 19]);
const FAILURE = Buffer.from([0, 0, 0, 1, 5]);

let peer: GrpcPeer | undefined;
afterEach(() => peer?.close());

function makeKey(folder: string, name: string, passphrase = ''): string {
  const path = join(folder, name);
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-C', name, '-f', path]);
  return path;
}

async function agentWith(...keys: readonly string[]): Promise<string> {
  const agent = await startKeyAgent(keys, process.env, new AbortController().signal);
  onTestFinished(agent.close);
  return agent.socket;
}

/** What the agent answers to requests that come in such pieces. */
async function converse(
  socket: string,
  pieces: readonly Uint8Array[],
): Promise<{ status: number; bytes: Buffer }> {
  peer = await GrpcPeer.open(ssh(new Map([['default', socket]])));
  const messages = pieces.map((data) => toBinary(BytesMessageSchema, create(BytesMessageSchema, { data })));
  const result = await peer.call('/moby.sshforward.v1.SSH/ForwardAgent', messages, {
    'buildkit.ssh.id': 'default',
  });
  const bytes = Buffer.concat(result.messages.map((message) => fromBinary(BytesMessageSchema, message).data));
  return { status: result.status, bytes };
}

describe('an SSH agent for steps', () => {
  it('lists its keys, however the request is cut', async () => {
    const socket = await agentWith(makeKey(temporaryFolder({}), 'one'));
    const { status, bytes } = await converse(socket, [
      REQUEST_IDENTITIES.subarray(0, 2),
      REQUEST_IDENTITIES.subarray(2),
    ]);
    expect(status).toBe(0);
    // SSH_AGENT_IDENTITIES_ANSWER with one key and its comment.
    expect([bytes[4], bytes.readUInt32BE(5)]).toEqual([12, 1]);
  });

  it('answers requests in their order and refuses to change anything', async () => {
    const socket = await agentWith(makeKey(temporaryFolder({}), 'one'));
    const { bytes } = await converse(socket, [Buffer.concat([REMOVE_ALL, REQUEST_IDENTITIES, REMOVE_ALL])]);
    expect(bytes.subarray(0, 5)).toEqual(FAILURE);
    expect([bytes[9], bytes.readUInt32BE(10)]).toEqual([12, 1]);
    expect(bytes.subarray(-5)).toEqual(FAILURE);
  });

  it.each([
    ['before it is asked', (agent: Socket) => agent.destroy()],
    ['when it is asked', (agent: Socket) => agent.once('data', () => agent.destroy())],
    ['in the middle of a request', (agent: Socket) => agent.once('readable', () => agent.destroy())],
    [
      'in the middle of an answer',
      (agent: Socket) => agent.once('data', () => agent.end(FAILURE.subarray(0, 2))),
    ],
  ])('that leaves %s ends the call', async (_, leave) => {
    const socket = join(temporaryFolder({}), 'agent.sock');
    const server = createServer(leave).listen(socket);
    onTestFinished(() => void server.close());
    const long = Buffer.alloc(200_000);
    long.writeUInt32BE(long.length - 4);
    long[4] = SIGN_REQUEST;
    expect(await converse(socket, [long, REQUEST_IDENTITIES])).toEqual({ status: 0, bytes: Buffer.alloc(0) });
    expect(peer?.failures).toEqual([]);
  });

  it('must be known and reachable', async () => {
    peer = await GrpcPeer.open(ssh(new Map([['a', '/nowhere/agent.sock']])));
    const check = (id: string) => toBinary(CheckAgentRequestSchema, create(CheckAgentRequestSchema, { id }));
    const path = '/moby.sshforward.v1.SSH/CheckAgent';
    expect(await peer.call(path, [check('a')])).toMatchObject({ status: 0, messages: [Buffer.alloc(0)] });
    expect(await peer.call(path, [check('')])).toMatchObject({ status: 5 });
    const call = peer.call('/moby.sshforward.v1.SSH/ForwardAgent', [], { 'buildkit.ssh.id': 'a' });
    expect(await call).toMatchObject({
      status: 14,
      statusMessage: expect.stringContaining('/nowhere/agent.sock'),
    });
  });
});

describe('the agents of a build', () => {
  it('are the one of SSH_AUTH_SOCK, others by their sockets, and one of our own for keys', async () => {
    const folder = temporaryFolder({});
    const socket = join(folder, 'agent.sock');
    const server = createServer().listen(socket);
    onTestFinished(() => void server.close());
    const [one, two] = [makeKey(folder, 'one'), makeKey(folder, 'two')];
    // Others may read it, which does not matter to us.
    chmodSync(one, 0o644);
    const agents = await openAgents(
      [
        { id: 'default', paths: [] },
        { id: 'other', paths: [socket] },
        { id: 'keys', paths: [one, two] },
      ],
      { SSH_AUTH_SOCK: '/run/user.sock' },
    );
    const own = agents.sockets.get('keys') ?? '';
    expect([agents.sockets.get('default'), agents.sockets.get('other')]).toEqual(['/run/user.sock', socket]);
    const { bytes } = await converse(own, [REQUEST_IDENTITIES]);
    expect(bytes.readUInt32BE(5)).toBe(2);
    agents.close();
    expect(existsSync(own)).toBe(false);
  });

  it.each([
    ['no SSH_AUTH_SOCK', [], 'needs SSH_AUTH_SOCK'],
    ['nothing at the path', ['/nowhere'], 'cannot use /nowhere as SSH agent or key: no such file'],
  ])('are refused with %s', async (_, paths, words) => {
    await expect(openAgents([{ id: 'a', paths }], {})).rejects.toMatchObject({
      code: 'SECRET_UNREADABLE',
      message: expect.stringContaining(words),
    });
  });

  it('are refused with a key that has a passphrase, or is none', async () => {
    const folder = temporaryFolder({});
    const locked = makeKey(folder, 'locked', 'open sesame');
    const file = join(folder, 'text');
    writeFileSync(file, 'no key\n');
    await expect(openAgents([{ id: 'a', paths: [locked] }], {})).rejects.toThrow(
      /cannot use the SSH key .*locked.*run ssh-add/,
    );
    await expect(openAgents([{ id: 'a', paths: [file] }], {})).rejects.toThrow(
      /cannot use the SSH key .*text/,
    );
  });

  it('are started with the programs of the environment that is given', async () => {
    const folder = temporaryFolder({ key: '' });
    const forwards = [{ id: 'a', paths: [join(folder, 'key')] }];
    await expect(openAgents(forwards, { PATH: folder })).rejects.toThrow(
      'ssh-agent, which is needed to use keys from files, cannot be run: no such file or directory',
    );
    for (const [name, script] of [
      ['ssh-agent', 'echo listening; exec /bin/sleep 1000'],
      ['ssh-add', 'echo "$MARK" >&2; exit 1'],
    ] as const)
      writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    await expect(openAgents(forwards, { PATH: folder, MARK: 'refused here' })).rejects.toThrow(
      ': refused here;',
    );
  });
});
