import { describe, expect, it } from 'vitest';
import { resolveEndpoint } from '../../src/build/docker/endpoint.ts';

const address = (host: string | undefined, environment = {}) => resolveEndpoint(host, environment).address;

describe('resolveEndpoint', () => {
  it('takes the address given, else DOCKER_HOST, else the default socket', () => {
    expect(address('tcp://a:1', { DOCKER_HOST: 'tcp://b:2' })).toBe('tcp://a:1');
    expect(address(undefined, { DOCKER_HOST: ' tcp://b:2 ' })).toBe('tcp://b:2');
    expect(address(undefined, { DOCKER_HOST: ' ' })).toBe('unix:///var/run/docker.sock');
    expect(address(undefined)).toBe('unix:///var/run/docker.sock');
  });

  it.each([
    ['unix:///run/d.sock', 'unix:///run/d.sock'],
    ['unix://', 'unix:///var/run/docker.sock'],
    ['unix://relative.sock', 'unix://relative.sock'],
    ['127.0.0.1:2375', 'tcp://127.0.0.1:2375'],
    ['build-host', 'tcp://build-host:2375'],
    [':4000', 'tcp://localhost:4000'],
    ['tcp://h:', 'tcp://h:2375'],
    ['tcp://h:1/', 'tcp://h:1'],
    ['tcp://h:1/prefix/', 'tcp://h:1/prefix'],
    ['tcp://[::1]:2375/p', 'tcp://[::1]:2375/p'],
    ['tcp://user:secret@h:1', 'tcp://h:1'],
    ['tcp://h:1/p?x=1', 'tcp://h:1/p'],
  ])('%s is %s', (given, expected) => {
    expect(address(given)).toBe(expected);
  });

  it('knows what HTTP needs', () => {
    expect(resolveEndpoint('tcp://[::1]:1/p', {})).toMatchObject({
      origin: 'http://[::1]:1',
      basePath: '/p',
    });
    expect(resolveEndpoint('unix:///s', {})).toMatchObject({ socketPath: '/s', basePath: '' });
  });

  it.each([
    'ssh://host',
    'npipe:////./pipe/docker_engine',
    'https://h',
    'http://h',
    'fd://',
    'TCP://h:1',
    'foo://bar',
  ])('does not support %s, and says what it does', (given) => {
    const message = expect.stringMatching(`${given}.* supported are unix:///path and tcp://host:port`);
    expect(() => address(given)).toThrow(expect.objectContaining({ code: 'ENDPOINT_INVALID', message }));
  });

  it.each(['tcp://a:b:c', 'tcp://h:port', 'tcp://h:99999', 'unix://unix:///x', '/run/docker.sock:'])(
    'cannot understand %s',
    (given) => {
      expect(() => address(given)).toThrow(expect.objectContaining({ code: 'ENDPOINT_INVALID' }));
    },
  );

  it('does not go to another daemon than a context or TLS settings mean', () => {
    expect(() => address(undefined, { DOCKER_CONTEXT: 'remote' })).toThrow('the Docker context remote');
    expect(() => address('tcp://h', { DOCKER_TLS_VERIFY: '1' })).toThrow('tcp://h:2375 with TLS');
    expect(address('unix:///s', { DOCKER_TLS_VERIFY: '1', DOCKER_CONTEXT: 'remote' })).toBe('unix:///s');
    expect(address(undefined, { DOCKER_CONTEXT: 'default' })).toBe('unix:///var/run/docker.sock');
  });
});
