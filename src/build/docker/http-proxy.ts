import { BlockList, isIP } from 'node:net';
import { BuildError } from '../build-error.ts';
import type { Environment } from '../environment.ts';

/**
 * The proxy for requests to an origin (`http://host:port`) by HTTP_PROXY, HTTPS_PROXY and NO_PROXY, in capitals or not, as Go reads
 * them; undefined where there is none. Never for this machine itself. Throws a BuildError (`CONFIG_INVALID`) for proxies that are no HTTP proxies.
 */
export function proxyFor(origin: string, environment: Environment): URL | undefined {
  const target = new URL(origin);
  const name = target.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const value = environment[name] || environment[name.toLowerCase()] || '';
  if (
    value === '' ||
    isLoopback(hostOf(target)) ||
    isExcluded(target, environment.NO_PROXY || environment.no_proxy || '')
  )
    return undefined;
  const proxy = /^[a-z][a-z\d+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  if (/^https?:/i.test(proxy) && URL.canParse(proxy)) return new URL(proxy);
  throw new BuildError('CONFIG_INVALID', `the proxy in ${name} cannot be used: expected is http://host:port`);
}

function hostOf(target: URL): string {
  return target.hostname.replace(/^\[(.*)\]$/, '$1');
}

function isLoopback(host: string): boolean {
  // An IPv4 address in IPv6 is written with hexadecimal digits in a URL.
  const isIpv6 = host === '::1' || /^::ffff:7f[\da-f]{2}:/.test(host);
  return host === 'localhost' || isIpv6 || (isIP(host) === 4 && host.startsWith('127.'));
}

/** `*`, names with what is below them (`.name`: only that), addresses and ranges of them, each with a port if need be. */
function isExcluded(target: URL, list: string): boolean {
  const port = target.port || (target.protocol === 'https:' ? '443' : '80');
  return list.split(',').some((item) => {
    const pattern = item.trim().toLowerCase();
    if (pattern === '' || pattern === '*') return pattern === '*';
    if (pattern.includes('/')) return isInRange(hostOf(target), pattern);
    const [, host = pattern, wantedPort] = /^(\[[^\]]*\]|[^:]*):(\d+)$/.exec(pattern) ?? [];
    return (wantedPort ?? port) === port && matches(hostOf(target), host.replace(/^\[(.*)\]$/, '$1'));
  });
}

function matches(host: string, pattern: string): boolean {
  const name = canonical(pattern.replace(/^\*\./, '.'));
  if (name.startsWith('.')) return host.endsWith(name);
  return host === name || (isIP(host) === 0 && host.endsWith(`.${name}`));
}

/** An address of IPv6 has many spellings, of which a URL knows one. */
function canonical(name: string): string {
  const url = `http://[${name}]`;
  return isIP(name) === 6 && URL.canParse(url) ? hostOf(new URL(url)) : name;
}

function isInRange(host: string, range: string): boolean {
  const [network = '', bits = ''] = range.split('/');
  const family = isIP(network) === 6 ? 'ipv6' : 'ipv4';
  const limit = family === 'ipv6' ? 128 : 32;
  if (isIP(network) === 0 || isIP(host) !== isIP(network) || !/^\d+$/.test(bits) || Number(bits) > limit)
    return false;
  const block = new BlockList();
  block.addSubnet(network, Number(bits), family);
  return block.check(host, family);
}
