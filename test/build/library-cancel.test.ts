import { truncateSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { type Answer, answeringDaemon } from './answering-daemon.ts';
import { Certificates } from './certificates.ts';
import { daemonWithSessions } from './daemon-with-sessions.ts';
import { buildInOwnProcess } from './own-process.ts';

/** Less than the ten seconds that the HTTP client waits for a connection that it makes, in milliseconds. */
const PROMPT = 8_000;

const IMAGE = '{"aux":{"ID":"sha256:1"}}';
type Builder = 'classic' | 'buildkit';

/** A moment that a test waits for. */
class Moment {
  come = (): void => {};
  readonly hasCome = new Promise<void>((resolve) => {
    this.come = resolve;
  });
}

/** A build that is held up somewhere, and the moments at which it got there and at which the other side was rid of it. */
interface HeldUp {
  readonly options: Parameters<typeof buildInOwnProcess>[0];
  readonly held: Moment;
  readonly dropped: Moment;
}

function contextOf(
  files: Readonly<Record<string, string>> = { Dockerfile: 'FROM scratch\nCOPY . /\n' },
): string {
  return temporaryFolder(files);
}

/** More than the buffers on the way can hold. */
function largeContext(): string {
  const context = contextOf();
  writeFileSync(join(context, 'large'), '');
  truncateSync(join(context, 'large'), 2 ** 30);
  return context;
}

/** A server below HTTP that takes a connection and says nothing but such a greeting, on which more is to come. */
async function silentServer(
  { held, dropped }: Pick<HeldUp, 'held' | 'dropped'>,
  greeting = '',
): Promise<string> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    const wait = (): void => void socket.once('data', held.come);
    socket.on('error', () => {}).once('close', dropped.come);
    if (greeting === '') wait();
    else socket.once('data', () => socket.write(greeting, wait));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

/** Answers the beginning of something, and holds the build up. */
function holdAfter(beginning: string, { held, dropped }: Pick<HeldUp, 'held' | 'dropped'>): Answer {
  return (request, response) => {
    request.resume();
    response.once('close', dropped.come).write(beginning, held.come);
  };
}

function moments(): Pick<HeldUp, 'held' | 'dropped'> {
  return { held: new Moment(), dropped: new Moment() };
}

async function whileConnecting(): Promise<HeldUp> {
  const both = moments();
  return { ...both, options: { context: contextOf(), host: `tcp://${await silentServer(both)}` } };
}

async function whileShakingHands(): Promise<HeldUp> {
  const { options, ...both } = await whileConnecting();
  const made = new Certificates();
  made.authority('ca');
  return { ...both, options: { ...options, tlsVerify: true, tlsCaCertificate: `${made.folder}/ca.pem` } };
}

/** The proxy is the one of the environment, and the daemon is behind it. */
async function whileAProxy(proxy: {
  readonly scheme?: 'https';
  readonly greeting?: string;
  readonly port: 2375 | 2376;
}): Promise<HeldUp> {
  const both = moments();
  const made = new Certificates();
  made.authority('ca');
  const place = (await silentServer(both, proxy.greeting)).replace('127.0.0.1', 'localhost');
  const url = `${proxy.scheme ?? 'http'}://${place}`;
  const tls = proxy.port === 2376 && { tlsVerify: true, tlsCaCertificate: made.file('ca.pem') };
  const environment = { HTTP_PROXY: url, HTTPS_PROXY: url };
  const host = `tcp://docker.example:${proxy.port}`;
  return { ...both, options: { context: contextOf(), host, ...tls, environment } };
}

async function whileFetching(
  path: string,
  { scheme = 'http', isByProxy = false }: { readonly scheme?: string; readonly isByProxy?: boolean } = {},
): Promise<HeldUp> {
  const both = moments();
  const url = `${scheme}://${(await silentServer(both)).replace('127.0.0.1', 'localhost')}`;
  const options = { host: await answeringDaemon(() => {}), builder: 'classic' } as const;
  if (!isByProxy) return { ...both, options: { ...options, context: `${url}/${path}` } };
  const context = `http://context.example/${path}`;
  return { ...both, options: { ...options, context, environment: { HTTP_PROXY: url } } };
}

async function whileReadingStandardInput(): Promise<HeldUp> {
  const both = moments();
  both.held.come();
  both.dropped.come();
  return { ...both, options: { context: '-', host: await answeringDaemon(() => {}) } };
}

/** The daemon reads so slowly that it would take minutes. */
async function whileSending(): Promise<HeldUp> {
  const both = moments();
  const host = await answeringDaemon(async (request) => {
    request.once('data', both.held.come).once('close', both.dropped.come);
    request.on('error', () => {}).on('data', () => request.pause());
    const reading = setInterval(() => request.resume(), 20);
    onTestFinished(() => clearInterval(reading));
  });
  return { ...both, options: { context: largeContext(), host, builder: 'classic' } };
}

async function whileASessionOpens(): Promise<HeldUp> {
  const both = moments();
  const host = await answeringDaemon((request) => {
    both.held.come();
    request.socket.once('close', both.dropped.come);
  });
  return { ...both, options: { context: contextOf(), host, builder: 'buildkit' } };
}

async function whileAStepRuns(builder: Builder): Promise<HeldUp> {
  const both = moments();
  const answer = holdAfter('{"stream":"working"}', both);
  const host =
    builder === 'classic' ? await answeringDaemon(answer) : (await daemonWithSessions(answer)).host;
  return { ...both, options: { context: contextOf(), host, builder } };
}

/** The build itself is done; `path` is what is asked for then. */
async function afterTheBuild(
  path: string,
  beginning: string,
  options: Partial<HeldUp['options']>,
): Promise<HeldUp> {
  const both = moments();
  const hold = holdAfter(beginning, both);
  const { host } = await daemonWithSessions((request, response) => {
    const { url = '' } = request;
    if (url.includes(path)) hold(request, response);
    else response.end(url.endsWith('/info') ? '{"DriverStatus":[]}' : IMAGE);
  });
  return { ...both, options: { context: contextOf(), host, builder: 'buildkit', tags: ['a'], ...options } };
}

const whilePushing = () => afterTheBuild('/push?', '{"status":"Pushing"}', { push: true });

const whileSaving = () => {
  const destination = join(temporaryFolder(), 'image.tar');
  return afterTheBuild('/images/get?', 'the archive', { outputs: [{ type: 'docker', destination }] });
};

describe('a build whose signal is aborted', () => {
  it.each([
    ['while its daemon does not greet', whileConnecting],
    ['while its daemon shakes no hands', whileShakingHands],
    ['while its proxy does not answer', () => whileAProxy({ port: 2375 })],
    ['while its proxy shakes no hands', () => whileAProxy({ scheme: 'https', port: 2375 })],
    ['while its proxy opens no tunnel', () => whileAProxy({ port: 2376 })],
    [
      'while its daemon shakes no hands in a tunnel',
      () => whileAProxy({ greeting: 'HTTP/1.1 200 OK\r\n\r\n', port: 2376 }),
    ],
    ['while its context is downloaded', () => whileFetching('context.tar')],
    ['while a server for its context shakes no hands', () => whileFetching('a.tar', { scheme: 'https' })],
    [
      'while a proxy for its context shakes no hands',
      () => whileFetching('a.tar', { scheme: 'https', isByProxy: true }),
    ],
    ['while its context is cloned', () => whileFetching('context.git')],
    ['while standard input gives no context', whileReadingStandardInput],
    ['while its context is sent', whileSending],
    ['while its session opens', whileASessionOpens],
    ['while a step runs in the classic builder', () => whileAStepRuns('classic')],
    ['while a step runs in BuildKit', () => whileAStepRuns('buildkit')],
    ['while its image is pushed', whilePushing],
    ['while its image is saved', whileSaving],
  ])('%s is cancelled, and leaves nothing behind', async (_, hold) => {
    const { options, held, dropped } = await hold();
    const { abort, outcome } = buildInOwnProcess(options);
    await Promise.race([held.hasCome, outcome.then((early) => expect.fail(JSON.stringify(early)))]);
    await abort();
    const { exitCode, stderr, delay, told } = await outcome;
    expect({ exitCode, stderr, told: told.at(-1) }).toEqual({ exitCode: 0, stderr: '', told: 'CANCELLED' });
    expect(delay).toBeLessThan(PROMPT);
    await dropped.hasCome;
  });
});

describe('a build whose reader leaves', () => {
  it.each([
    ['when it is connected', 'Connected', whileASessionOpens],
    ['while its context is sent', 'ContextProgress', whileSending],
    ['while a step runs in the classic builder', 'Output', () => whileAStepRuns('classic')],
    ['while a step runs in BuildKit', 'Output', () => whileAStepRuns('buildkit')],
    ['while its image is pushed', 'Status', whilePushing],
  ] as const)('%s is over without an error, and leaves nothing behind', async (_, event, hold) => {
    const { options, held, dropped } = await hold();
    const { exitCode, stderr, delay, told } = await buildInOwnProcess(options, event).outcome;
    expect({ exitCode, stderr, told: told.slice(-2) }).toEqual({
      exitCode: 0,
      stderr: '',
      told: [event, 'over'],
    });
    expect(delay).toBeLessThan(PROMPT);
    if (event === 'Connected') return;
    await Promise.all([held.hasCome, dropped.hasCome]);
  });
});
