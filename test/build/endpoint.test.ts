import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { formatAddress, parseAddress, parseStoredAddress } from '../../src/build/docker/address.ts';
import type { DaemonOptions } from '../../src/build/docker/daemon-options.ts';
import { resolveEndpoint, toEndpoint } from '../../src/build/docker/endpoint.ts';
import type { Environment } from '../../src/build/environment.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const addressOf = (text: string) => formatAddress(parseAddress(text));
const invalid = expect.objectContaining({ code: 'ENDPOINT_INVALID' });

describe('parseAddress', () => {
  it.each([
    ['unix:///run/d.sock', 'unix:///run/d.sock'],
    ['unix://', 'unix:///var/run/docker.sock'],
    ['unix://relative.sock', 'unix://relative.sock'],
    ['127.0.0.1:2375', 'tcp://127.0.0.1:2375'],
    ['build-host', 'tcp://build-host:2375'],
    [':4000', 'tcp://localhost:4000'],
    [' tcp://h: ', 'tcp://h:2375'],
    ['tcp://h:1/', 'tcp://h:1'],
    ['tcp://h:1/prefix/', 'tcp://h:1/prefix'],
    ['tcp://[::1]:2375/p', 'tcp://[::1]:2375/p'],
    ['tcp://user:secret@h:1', 'tcp://h:1'],
    ['tcp://h:1/p?x=1', 'tcp://h:1/p'],
    ['ssh://me@h:22/run/d.sock', 'ssh://me@h:22/run/d.sock'],
    ['ssh://[::1]:22', 'ssh://[::1]:22'],
    ['ssh://h/', 'ssh://h'],
  ])('%s is %s', (given, expected) => {
    expect(addressOf(given)).toBe(expected);
  });

  it.each(['npipe:////./pipe/docker_engine', 'https://h', 'http://h', 'fd://', 'TCP://h:1', 'foo://bar'])(
    'does not support %s, and says what it does',
    (given) => {
      const message = expect.stringMatching(
        `${given}.* supported are unix:///path, tcp://host:port and ssh://`,
      );
      expect(() => addressOf(given)).toThrow(expect.objectContaining({ code: 'ENDPOINT_INVALID', message }));
    },
  );

  it.each([
    ...['tcp://a:b:c', 'tcp://h:port', 'tcp://h:99999', 'unix://unix:///x', '/run/docker.sock:'],
    ...[
      'tcp://a b:1',
      'tcp://a|b',
      'tcp://[::g]:1',
      'tcp://[fe80::1%25eth0]:1',
      'tcp://1.2.3.4.5',
      'tcp://a\nb:1',
    ],
    ...['unix:///a\0b', 'ssh://h%00', 'ssh://h/a%00b'],
    ...['ssh://', 'ssh://me@', 'ssh://h:port', 'ssh://h?q', 'ssh://h#f', 'ssh://%zz'],
  ])('cannot understand %s', (given) => {
    expect(() => addressOf(given)).toThrow(invalid);
  });

  it('never shows a password', () => {
    expect(() => addressOf('ssh://me:pw-123@h')).toThrow('ssh://me:…@h cannot be used: it holds a password');
    for (const given of ['tcp://me:pw-123@a:b:c', 'http://me:pw-123@h', 'ssh://me:pw-123@a:b:c'])
      expect(() => addressOf(given)).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining('pw-123') }),
      );
  });
});

describe('parseStoredAddress', () => {
  it('takes http and https, and gives nothing a default', () => {
    expect(parseStoredAddress('http://h')).toMatchObject({ authority: 'h:80', isSecure: false });
    expect(parseStoredAddress('https://h:1/p')).toMatchObject({
      authority: 'h:1',
      basePath: '/p',
      isSecure: true,
    });
    expect(() => parseStoredAddress('tcp://h')).toThrow('tcp://h names no port');
    expect(() => parseStoredAddress('h:1')).toThrow('"h:1" has no scheme');
    expect(() => parseStoredAddress(' unix:///s')).toThrow(invalid);
  });
});

describe('toEndpoint', () => {
  it('knows what HTTP needs', () => {
    expect(toEndpoint(parseAddress('tcp://[::1]:1/p'))).toMatchObject({
      origin: 'http://[::1]:1',
      basePath: '/p',
    });
    const basePath = (path: string) => toEndpoint(parseAddress(`tcp://h:1${path}`)).basePath;
    expect(basePath('/')).toBe('');
    expect(basePath('//a/./b/../c//')).toBe('/a/c');
    expect(basePath('/%41 ä%2F(b;c=d)%3F')).toBe('/A%20%C3%A4/%28b;c=d%29%3F');
    expect(() => basePath('/%4')).toThrow(invalid);
    expect(toEndpoint(parseAddress('unix:///s'))).toMatchObject({
      socketPath: '/s',
      basePath: '',
      ssh: undefined,
    });
  });

  it('gives ssh the host behind --, and quotes what a shell reads', () => {
    const ssh = (address: string) => toEndpoint(parseAddress(address)).ssh?.slice(2).join(' ');
    expect(ssh('ssh://a%40b@h:2222')).toBe('-l a@b -p 2222 -- h docker system dial-stdio');
    expect(ssh('ssh://-oProxyCommand=x')).toBe('-- -oProxyCommand=x docker system dial-stdio');
    expect(ssh('ssh://h/d.sock')).toBe('-- h docker --host unix:///d.sock system dial-stdio');
    expect(ssh("ssh://h/a%20b;c'd")).toBe("-- h docker --host 'unix:///a b;c'\\''d' system dial-stdio");
  });
});

/** The address that is found in a folder with the context `one`, and `current` as the current one. */
function find(options: DaemonOptions, environment: Environment, currentContext?: string): string {
  const folder = temporaryFolder({ ...context('one', { Host: 'unix:///one.sock' }) });
  return resolveEndpoint(options, environment, { folder, currentContext }).address;
}

function context(name: string, docker: unknown): Record<string, string> {
  const id = createHash('sha256').update(name).digest('hex');
  return { [`contexts/meta/${id}/meta.json`]: JSON.stringify({ Name: name, Endpoints: { docker } }) };
}

describe('resolveEndpoint', () => {
  it('takes the address given, else DOCKER_HOST, DOCKER_CONTEXT, the current context, the default socket', () => {
    const environment = { DOCKER_HOST: ' tcp://b:2 ', DOCKER_CONTEXT: 'one' };
    expect(find({ host: 'tcp://a:1' }, environment)).toBe('tcp://a:1');
    expect(find({}, environment, 'one')).toBe('tcp://b:2');
    expect(find({}, { DOCKER_HOST: '', DOCKER_CONTEXT: 'one' })).toBe('unix:///one.sock');
    expect(find({}, {}, 'one')).toBe('unix:///one.sock');
    expect(find({}, { DOCKER_CONTEXT: 'default' }, 'one')).toBe('unix:///var/run/docker.sock');
    expect(find({}, { DOCKER_HOST: ' ' }, 'one')).toBe('unix:///var/run/docker.sock');
    expect(find({ dockerContext: 'one' }, environment)).toBe('unix:///one.sock');
    expect(find({ dockerContext: 'default' }, { DOCKER_HOST: 'tcp://b:2' })).toBe('tcp://b:2');
  });

  it('takes no other daemon where the one that is meant cannot be found', () => {
    expect(() => find({ dockerContext: 'none' }, {})).toThrow('there is no docker context "none"');
    expect(() => find({}, {}, 'none')).toThrow('there is no docker context "none"');
    expect(() => find({ host: 'tcp://a:1', dockerContext: 'one' }, {})).toThrow(invalid);
  });

  it.each([
    ['{\n  nope', 'meta.json:2:3: this is not JSON'],
    ['{"Endpoints": {}}', 'names no docker endpoint'],
    ['{"Endpoints": {"docker": {}}}\n{}', 'more follows the JSON object'],
    ['{"Endpoints": {"Docker": {"Host": "unix:///s"}}}', 'names no docker endpoint'],
    ['{"Endpoints": {"docker": "unix:///s"}}', 'names no docker endpoint'],
    ['{"Endpoints": {"docker": {"Host": 5}}}', 'Host in'],
    ['{"Endpoints": {"docker": {"Host": "", "SkipTLSVerify": "true"}}}', 'SkipTLSVerify in'],
  ])('says what is wrong with a context: %j', (text, message) => {
    const [file = ''] = Object.keys(context('broken', {}));
    const folder = temporaryFolder({ [file]: text });
    const config = { folder, currentContext: undefined };
    expect(() => resolveEndpoint({ dockerContext: 'broken' }, {}, config)).toThrow(message);
  });

  it('tells a context that cannot be read from one that is not there', () => {
    const [file = ''] = Object.keys(context('closed', {}));
    const folder = temporaryFolder({ [`${file}/x`]: '' });
    const config = { folder, currentContext: undefined };
    expect(() => resolveEndpoint({ dockerContext: 'closed' }, {}, config)).toThrow(
      `the docker context "closed" cannot be used: ${folder}/${file} cannot be read (it is a directory)`,
    );
  });

  it('uses TLS for what is set, also to something false, and looks for its files', () => {
    const folder = temporaryFolder();
    const resolve = (options: DaemonOptions, environment: Environment) => () =>
      resolveEndpoint(
        { host: 'tcp://h', ...options },
        { DOCKER_CERT_PATH: folder, ...environment },
        {
          folder,
          currentContext: undefined,
        },
      );
    const missing = expect.objectContaining({
      code: 'TLS',
      message: `the CA certificate for TLS cannot be read: ${folder}/ca.pem (no such file or directory)`,
    });
    expect(resolve({}, { DOCKER_TLS_VERIFY: '0' })).toThrow(missing);
    expect(resolve({}, { DOCKER_TLS: '0' })).toThrow(missing);
    expect(resolve({ tlsVerify: false }, {})).toThrow(missing);
    expect(resolve({ tls: true, host: 'unix:///s' }, {})).toThrow(missing);
    expect(resolve({ tls: false }, { DOCKER_TLS_VERIFY: '1' })).toThrow(missing);
    expect(resolve({ tlsVerify: true, tlsCaCertificate: '', tlsCertificate: '' }, {})()).toMatchObject({
      tls: { ca: undefined, client: undefined, verify: true },
    });
    expect(resolve({ tls: false }, { DOCKER_TLS: '1' })()).toMatchObject({
      tls: undefined,
      origin: 'http://h:2375',
    });
    expect(resolve({}, { DOCKER_TLS_VERIFY: '' })()).toMatchObject({ tls: undefined });
  });
});
