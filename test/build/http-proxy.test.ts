import { describe, expect, it } from 'vitest';
import { proxyFor } from '../../src/build/docker/http-proxy.ts';

describe('proxyFor', () => {
  const proxy = (origin: string, environment: Record<string, string>) => proxyFor(origin, environment)?.href;

  it('knows a proxy for each scheme, in capitals or not', () => {
    expect(proxy('http://h:2375', { HTTP_PROXY: 'http://p:1', HTTPS_PROXY: 'http://p:2' })).toBe(
      'http://p:1/',
    );
    expect(proxy('https://h:2376', { HTTP_PROXY: 'http://p:1', https_proxy: 'p:2' })).toBe('http://p:2/');
    expect(proxy('https://h:2376', { HTTP_PROXY: 'http://p:1' })).toBeUndefined();
    expect(proxy('http://h:2375', {})).toBeUndefined();
  });

  it.each(['localhost', '127.0.0.1', '127.1.2.3', '[::1]', '[::ffff:127.0.0.2]'])(
    'asks %s itself',
    (host) => {
      expect(proxy(`http://${host}:2375`, { HTTP_PROXY: 'http://p:1' })).toBeUndefined();
    },
  );

  it.each([
    ['http://a.example:2375', '*'],
    ['http://a.example:2375', 'other, a.example'],
    ['http://a.example:2375', 'example'],
    ['http://a.example:2375', '.example'],
    ['http://a.example:2375', '*.example'],
    ['http://a.example:2375', 'A.EXAMPLE:2375'],
    ['http://192.0.2.7:2375', '192.0.2.0/24'],
    ['http://192.0.2.7:2375', '192.0.2.7'],
    ['http://[2001:db8::7]:2375', '2001:db8::/32'],
    ['http://[2001:db8::7]:2375', '[2001:db8::7]:2375'],
    ['http://[2001:db8::7]:2375', '2001:DB8:0::7'],
  ])('asks %s itself with NO_PROXY=%s', (origin, list) => {
    expect(proxy(origin, { HTTP_PROXY: 'http://p:1', NO_PROXY: list })).toBeUndefined();
    expect(proxy(origin, { HTTP_PROXY: 'http://p:1', no_proxy: list })).toBeUndefined();
  });

  it.each([
    ['http://a.example:2375', ''],
    ['http://example:2375', '.example'],
    ['http://notexample:2375', 'example'],
    ['http://a.example:2375', 'a.example:80'],
    ['http://192.0.2.7:2375', '192.0.3.0/24,192.0.2.0/99,2.7'],
    ['http://192.0.2.7:2375', '2001:db8::/32'],
  ])('asks the proxy for %s with NO_PROXY=%s', (origin, list) => {
    expect(proxy(origin, { HTTP_PROXY: 'http://p:1', NO_PROXY: list })).toBe('http://p:1/');
  });

  it('refuses a proxy of another kind without showing it', () => {
    const environment = { HTTP_PROXY: 'socks5://me:secret@p:1' };
    expect(() => proxy('http://h:1', environment)).toThrow('the proxy in HTTP_PROXY cannot be used');
    expect(() => proxy('http://h:1', environment)).not.toThrow('secret');
  });
});
