import { cut } from './cut.ts';
import { ipVersion } from './ip-address.ts';
import { escapeUrl, fromBytes, toBytes, type UrlPart, unescapeUrl } from './url-escape.ts';

/** The parts of a URL that a git repository is fetched from. */
export interface GitUrl {
  /** In lower case. */
  readonly scheme: string;
  /** Without escapes. */
  readonly path: string;
  /** Names and values in order, without escapes. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** What stands behind `#`, without escapes. */
  readonly fragment: string;
  /** The URL without query and fragment, which is what git is told. */
  readonly remote: string;
}

const SCHEMES = new Set(['http', 'https', 'ssh', 'git']);
const MAXIMAL_PARAMETERS = 10_000;
const SCP = /^([\w-]+)@([a-zA-Z0-9.-]+):([^\n]*?)(?:\?([^\n]*?))?(?:#([^\n]*))?$/;

/** Reads `scheme://…`, with a scheme that git knows, or `user@host:path`; `null` for anything else and what is malformed. */
export function parseGitUrl(text: string): GitUrl | null {
  const scheme = /^([a-zA-Z0-9]+):\/\//.exec(text)?.[1];
  if (scheme === undefined) return parseScpUrl(text);
  const known = SCHEMES.has(scheme.toLowerCase());
  return known ? parseUrl(toBytes(text.slice(scheme.length + 1)), scheme.toLowerCase()) : null;
}

/** Reads a URL that lacks its scheme and `//`, such as `github.com/user/repository`: all of it is path. */
export function parseBareUrl(text: string): GitUrl | null {
  return parseUrl(toBytes(text), '');
}

function parseScpUrl(text: string): GitUrl | null {
  const match = SCP.exec(text);
  if (match === null) return null;
  const [, user, host, path = '', rawQuery = '', fragment = ''] = match;
  const { isValid, query } = parseQuery(toBytes(rawQuery));
  return isValid ? { scheme: 'ssh', path, query, fragment, remote: `${user}@${host}:${path}` } : null;
}

/** Go's `net/url.Parse` for bytes behind the scheme. */
function parseUrl(bytes: string, scheme: string): GitUrl | null {
  const [locator, rawFragment = ''] = cut(bytes, '#');
  const [place, rawQuery = ''] = cut(locator, '?');
  const [slashes = '', authority = ''] = /^\/\/([^/]*)/.exec(place) ?? [];
  const rawPath = place.slice(slashes.length);
  const host = parseAuthority(authority, scheme);
  const path = unescapeUrl(rawPath, 'path');
  const fragment = unescapeUrl(rawFragment, 'fragment');
  if (/[\0-\x1f\x7f]/.test(locator) || host === null || !path.ok || !fragment.ok) return null;
  const prefix = scheme === '' ? '' : `${scheme}:${host + path.value === '' ? '' : '//'}`;
  return {
    scheme,
    path: fromBytes(path.value),
    query: parseQuery(rawQuery).query,
    fragment: fromBytes(fragment.value),
    remote: fromBytes(
      prefix + host + escapedPath(rawPath, path.value) + (/^[^?]*\?$/.test(locator) ? '?' : ''),
    ),
  };
}

/** The path as it was written where that is proper, else escaped anew. */
function escapedPath(raw: string, path: string): string {
  const isProper = /^[\w.~!$&'()*+,;=:@[\]%/-]*$/.test(raw);
  return isProper ? raw : escapeUrl(path, 'path');
}

/** `user:password@host:port` as it is written back; `null` where it is malformed. */
function parseAuthority(authority: string, scheme: string): string | null {
  const at = authority.lastIndexOf('@');
  const host = parseHost(authority.slice(at + 1), scheme);
  if (host === null || at === -1) return host;
  const user = authority.slice(0, at);
  if (!/^[\w.:~!$&'()*+,;=%@-]*$/.test(user)) return null;
  const [name, password] = cut(user, ':');
  const parts = [rewrite(name, 'user'), ...(password === undefined ? [] : [rewrite(password, 'user')])];
  return parts.includes(null) ? null : `${parts.join(':')}@${host}`;
}

function parseHost(host: string, scheme: string): string | null {
  const bracket = host.lastIndexOf('[');
  if (bracket > 0) return null;
  if (bracket === 0) return parseAddress(host);
  // Other schemes than HTTP may hold several hosts, each with a port.
  const colon = scheme.startsWith('http') ? host.indexOf(':') : host.lastIndexOf(':');
  if (colon !== -1 && !/^:\d*$/.test(host.slice(colon))) return null;
  return rewrite(host, 'host');
}

/** `[address%25zone]:port` */
function parseAddress(host: string): string | null {
  const close = host.lastIndexOf(']');
  if (close === -1 || !/^(?::\d*)?$/.test(host.slice(close + 1))) return null;
  const inside = host.slice(1, close);
  const zoneAt = inside.indexOf('%25');
  const address = unescapeUrl(zoneAt === -1 ? inside : inside.slice(0, zoneAt), 'host');
  const zone = unescapeUrl(zoneAt === -1 ? '' : inside.slice(zoneAt), 'zone');
  if (!address.ok || !zone.ok || ipVersion(address.value + zone.value, { zone: true }) !== 6) return null;
  return escapeUrl(`[${address.value}${zone.value}]${host.slice(close + 1)}`, 'host');
}

/** Without needless escapes; `null` where it holds malformed ones. */
function rewrite(bytes: string, part: UrlPart): string | null {
  const plain = unescapeUrl(bytes, part);
  return plain.ok ? escapeUrl(plain.value, part) : null;
}

/** The parameters that can be read, and whether all can. */
function parseQuery(bytes: string): { readonly isValid: boolean; readonly query: GitUrl['query'] } {
  const query: [string, string][] = [];
  const parameters = bytes.split('&');
  if (parameters.length > MAXIMAL_PARAMETERS) return { isValid: false, query };
  let isValid = true;
  for (const parameter of parameters) {
    if (parameter === '') continue;
    const [rawName, rawValue = ''] = cut(parameter, '=');
    const name = unescapeUrl(rawName, 'query');
    const value = unescapeUrl(rawValue, 'query');
    if (parameter.includes(';') || !name.ok || !value.ok) isValid = false;
    else query.push([fromBytes(name.value), fromBytes(value.value)]);
  }
  return { isValid, query };
}
