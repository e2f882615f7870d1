import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readDockerConfig } from '../../src/build/docker-config/config-file.ts';
import { type Credentials, openCredentials } from '../../src/build/docker-config/credentials.ts';
import { registryConfigHeader } from '../../src/build/docker-config/registry-config.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { answeringDaemon } from './answering-daemon.ts';
import { installHelpers } from './credential-helpers.ts';
import { buildInOwnProcess } from './own-process.ts';

const HUB = 'https://index.docker.io/v1/';
const base64 = (text: string) => Buffer.from(text).toString('base64');

interface Opened {
  readonly credentials: Credentials;
  readonly warnings: readonly string[];
}

/** Credentials by a configuration; `undefined` for none. */
function open(config: unknown, environment: Readonly<Record<string, string>> = { HOME: '/nowhere' }): Opened {
  const folder = temporaryFolder(config === undefined ? {} : { 'config.json': JSON.stringify(config) });
  const warnings: string[] = [];
  const warn = (text: string) => void warnings.push(text);
  return {
    credentials: openCredentials(readDockerConfig(folder, environment, warn), environment, warn),
    warnings,
  };
}

const answer = (user: string, secret: string) => `echo '{"Username": "${user}", "Secret": "${secret}"}'`;

describe('credentials in the configuration', () => {
  it('are base64 of name and password, or tokens', async () => {
    const { credentials } = open({
      auths: {
        'r.example': { auth: base64('us er:p:ä\0') },
        'token.example': { auth: base64('u:p'), identitytoken: 'idt' },
        'plain.example': { username: 'u', password: 'p' },
        'empty.example': {},
        [HUB]: { auth: base64('hub:x').replace(/=+$/, '') },
      },
    });
    expect(await credentials.for('r.example')).toEqual({ username: 'us er', password: 'p:ä' });
    expect(await credentials.for('token.example')).toEqual({ identityToken: 'idt' });
    expect(await credentials.for('plain.example')).toEqual({ username: 'u', password: 'p' });
    expect(await credentials.for('empty.example')).toBeNull();
    expect(await credentials.for('other.example')).toBeNull();
    expect(await credentials.for(HUB)).toEqual({ username: 'hub', password: 'x' });
  });

  it('are found under URLs, too', async () => {
    const { credentials } = open({ auths: { 'https://r.example:5000/v1/': { auth: base64('u:p') } } });
    expect(await credentials.for('r.example:5000')).toEqual({ username: 'u', password: 'p' });
    expect(await credentials.for('r.example')).toBeNull();
  });

  it('are left out with a warning where they cannot be understood, and the others are kept', async () => {
    const { credentials, warnings } = open({
      auths: {
        bad: { auth: '*secret*' },
        nameless: { auth: base64(':secret') },
        colon: { auth: base64('secret') },
        good: { auth: base64('u:p') },
      },
    });
    expect([...(await credentials.all()).keys()]).toEqual(['good']);
    expect(warnings).toEqual([
      expect.stringMatching(/^"auth" of bad in docker's configuration is not base64/),
      expect.stringMatching(/^"auth" of nameless in docker's configuration is not base64/),
      expect.stringMatching(/^"auth" of colon in docker's configuration is not base64/),
    ]);
    expect(warnings.join()).not.toMatch(/secret|c2VjcmV0/);
  });

  it('come from DOCKER_AUTH_CONFIG first, and from ~/.dockercfg where nothing is configured', async () => {
    const environment = {
      DOCKER_AUTH_CONFIG: JSON.stringify({
        auths: { 'r.example': { auth: base64('env:1') }, 'f.example': {} },
      }),
    };
    const file = { auth: base64('file:2') };
    const { credentials } = open({ auths: { 'r.example': file, 'f.example': file } }, environment);
    expect(await credentials.for('r.example')).toEqual({ username: 'env', password: '1' });
    expect(await credentials.for('f.example')).toEqual({ username: 'file', password: '2' });
    const home = temporaryFolder({ '.dockercfg': JSON.stringify({ [HUB]: { auth: base64('old:3') } }) });
    expect(await open(undefined, { HOME: home }).credentials.for(HUB)).toEqual({
      username: 'old',
      password: '3',
    });
    expect(await open({}, { HOME: home }).credentials.for(HUB)).toBeNull();
  });

  it('warns of a DOCKER_AUTH_CONFIG that is no JSON, without its text', () => {
    const { warnings } = open({}, { HOME: '/nowhere', DOCKER_AUTH_CONFIG: '{"auths": secret' });
    expect(warnings).toEqual(['DOCKER_AUTH_CONFIG is not JSON (line 1, column 11), so it is ignored']);
  });
});

describe('credential helpers', () => {
  it('are asked for all that the store lists, and for single registries instead of it', async () => {
    const { environment, asked } = installHelpers({
      fake: `list:unused) echo '{"r.example": "hu", "${HUB}": "x", "own.example": "y"}' ;;
get:r.example) ${answer('hu', 'hs')} ;;
get:${HUB}) ${answer('<token>', 'idt')} ;;`,
      own: `get:own.example) ${answer('ou', 'os')} ;;`,
    });
    const config = {
      credsStore: 'fake',
      credHelpers: { 'own.example': 'own' },
      auths: { 'r.example': { auth: base64('stale:x'), email: 'e@example.com' } },
    };
    const { credentials, warnings } = open(config, environment);
    expect(await credentials.all()).toEqual(
      new Map<string, unknown>([
        ['r.example', { username: 'hu', password: 'hs', serverAddress: 'r.example', email: 'e@example.com' }],
        [HUB, { identityToken: 'idt', serverAddress: HUB }],
        ['own.example', { username: 'ou', password: 'os', serverAddress: 'own.example' }],
      ]),
    );
    expect(asked()).toEqual([
      'fake list unused',
      'fake get r.example',
      `fake get ${HUB}`,
      'own get own.example',
    ]);
    expect(warnings).toEqual([]);
  });

  it('are left out for a registry where their name is empty, and may answer with nothing', async () => {
    const { environment } = installHelpers({
      fake: `list:unused) echo null ;;
get:n.example) echo null ;;`,
    });
    const config = {
      credsStore: 'fake',
      credHelpers: { 'r.example': '', 's.example': '', 'n.example': 'fake' },
      auths: { 'r.example': { auth: base64('u:p') } },
    };
    const { credentials, warnings } = open(config, environment);
    expect(await credentials.for('r.example')).toEqual({ username: 'u', password: 'p' });
    expect(await credentials.all()).toEqual(
      new Map<string, unknown>([
        ['r.example', { username: 'u', password: 'p', serverAddress: 'r.example' }],
        ['s.example', {}],
        ['n.example', { serverAddress: 'n.example' }],
      ]),
    );
    expect(warnings).toEqual([]);
  });

  it('are asked once for a registry, and may know nothing', async () => {
    const { environment, asked } = installHelpers({ fake: `get:r.example) ${answer('u', 'p')} ;;` });
    const { credentials, warnings } = open({ credsStore: 'fake' }, environment);
    expect(await Promise.all([credentials.for('r.example'), credentials.for('r.example')])).toEqual([
      { username: 'u', password: 'p' },
      { username: 'u', password: 'p' },
    ]);
    expect(await credentials.for('gone.example')).toBeNull();
    expect(asked()).toEqual(['fake get r.example', 'fake get gone.example']);
    expect(warnings).toEqual([]);
  });

  it.each([
    ["get:r.example) echo 'no key'; exit 1 ;;", 'docker-credential-bad failed with exit code 1: no key, so'],
    [
      `get:r.example) echo '{"Secret": "secret"}'; exit 3 ;;`,
      'docker-credential-bad failed with exit code 3, so',
    ],
    ["get:r.example) echo 'secret' ;;", 'docker-credential-bad gave an answer that is no JSON object, so'],
    ['get:r.example) exec </dev/null; kill -9 $$ ;;', 'docker-credential-bad was killed by a signal, so'],
  ])('that fail are a warning without secrets, and the others are kept: %s', async (script, warning) => {
    const { environment } = installHelpers({ bad: script, good: `get:g.example) ${answer('u', 'p')} ;;` });
    const config = { credHelpers: { 'r.example': 'bad', 'g.example': 'good', 'm.example': 'missing' } };
    const { credentials, warnings } = open(config, environment);
    expect([...(await credentials.all()).keys()]).toEqual(['g.example']);
    expect(warnings).toEqual([
      `${warning} its credentials are not used`,
      'docker-credential-missing is not on PATH, so its credentials are not used',
    ]);
  });

  it('may have a name that no program can have', async () => {
    const { environment } = installHelpers({ good: `get:g.example) ${answer('u', 'p')} ;;` });
    const config = { credHelpers: { 'r.example': 'a\0b', 'g.example': 'good' } };
    const { credentials, warnings } = open(config, environment);
    expect([...(await credentials.all()).keys()]).toEqual(['g.example']);
    expect(warnings).toEqual([expect.stringContaining('cannot be run')]);
  });

  it('of the system is used where nothing is configured', async () => {
    const script = `list:unused) echo '{"r.example": "u"}' ;;\nget:r.example) ${answer('u', 'p')} ;;`;
    const { environment } = installHelpers({ secretservice: script, osxkeychain: script });
    expect(await open({}, environment).credentials.for('r.example')).toEqual({
      username: 'u',
      password: 'p',
    });
    expect(await open({ auths: { x: {} } }, environment).credentials.for('r.example')).toBeNull();
  });

  it('are stopped with the build', async () => {
    const { environment } = installHelpers({ slow: 'get:r.example) exec sleep 600 ;;' });
    const folder = temporaryFolder({ 'config.json': JSON.stringify({ credsStore: 'slow' }) });
    const stop = new AbortController();
    const warnings: string[] = [];
    const warn = (text: string) => void warnings.push(text);
    const config = readDockerConfig(folder, environment, warn);
    const asked = openCredentials(config, environment, warn, stop.signal).for('r.example');
    setImmediate(() => stop.abort());
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
    expect(warnings).toEqual([]);
  });
});

describe('a helper that has started another program', () => {
  it('does not keep a process alive once the build is stopped', async () => {
    const { environment, asked } = installHelpers({
      slow: 'list:unused) sleep 600 & echo "$!" >"$HOME/pid"; wait ;;',
    });
    const pid = () => Number(readFileSync(join(environment.HOME ?? '', 'pid'), 'utf8'));
    const folder = temporaryFolder({ 'config.json': JSON.stringify({ credsStore: 'slow' }) });
    const { abort, outcome } = buildInOwnProcess({
      context: temporaryFolder({ Dockerfile: 'FROM scratch\n' }),
      builder: 'classic',
      host: await answeringDaemon(() => undefined),
      environment: { ...environment, DOCKER_CONFIG: folder },
    });
    await expect.poll(asked, { timeout: 20_000 }).toEqual(['slow list unused']);
    await expect.poll(pid).toBeGreaterThan(0);
    onTestFinished(() => void process.kill(pid()));
    await abort();
    expect((await outcome).told.at(-1)).toBe('CANCELLED');
  }, 30_000);
});

describe('registryConfigHeader', () => {
  it('is base64 for URLs, with padding', () => {
    const header = registryConfigHeader(new Map([['r', { username: '??>>', password: 'ÿÿ' }]]));
    expect(header).toMatch(/^[\w-]+={0,2}$/);
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({
      r: { username: '??>>', password: 'ÿÿ' },
    });
    expect(registryConfigHeader(new Map())).toBe('e30=');
  });
});
