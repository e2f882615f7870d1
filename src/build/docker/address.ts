import { cleanPath } from '../../model/clean-path.ts';
import { BuildError } from '../build-error.ts';
import { decodePercent } from '../decode-percent.ts';
import { shownUrl } from '../shown-url.ts';
import { parseSshAddress, type SshAddress } from './ssh-address.ts';

/** Where a daemon listens, told apart by `kind`. */
export type Address =
  | { readonly kind: 'socket'; readonly path: string }
  | {
      readonly kind: 'tcp';
      /** Host and port, an IPv6 address in brackets: `[::1]:2375`. */
      readonly authority: string;
      /** What stands in front of every request's path: empty, or with a leading `/`. */
      readonly basePath: string;
      /** Whether the address itself asks for TLS (`https://`). */
      readonly isSecure: boolean;
    }
  | ({ readonly kind: 'ssh' } & SshAddress);

export const DEFAULT_ADDRESS = 'unix:///var/run/docker.sock';
const DEFAULT_PORT = '2375';
const SUPPORTED = 'supported are unix:///path, tcp://host:port and ssh://user@host';
const TCP = /^(?:tcp|https?):\/\/(?:[^/@]*@)?(\[[^\]/]*\]|[^:/?#]*)(?::(\d*))?(\/[^?#]*)?(?:[?#].*)?$/;

/** Reads an address as docker's `--host` and DOCKER_HOST take it; the scheme may be left out for TCP. Throws a BuildError (`ENDPOINT_INVALID`). */
export function parseAddress(text: string): Address {
  const address = text.trim();
  if (address.startsWith('/'))
    throw invalid(`the daemon's address ${address} has no scheme: did you mean unix://${address}?`);
  const scheme = schemeOf(address);
  if (scheme === undefined) return parseTcp(`tcp://${address}`, DEFAULT_PORT);
  if (scheme === 'http' || scheme === 'https') {
    throw invalid(
      `the daemon's address ${shownUrl(address)} is not supported: write tcp:// for ${scheme}://; ${SUPPORTED}`,
    );
  }
  return parse(scheme, address, DEFAULT_PORT);
}

/** Reads the address of a stored context, where nothing has a default, and `http://` is understood. Throws a BuildError (`ENDPOINT_INVALID`). */
export function parseStoredAddress(address: string): Address {
  const scheme = schemeOf(address);
  if (scheme === undefined)
    throw invalid(`the daemon's address "${shownUrl(address)}" has no scheme: ${SUPPORTED}`);
  return parse(scheme, address, { http: '80', https: '443' }[scheme]);
}

/** As messages show it: `tcp://127.0.0.1:2375`; never with a password. */
export function formatAddress(address: Address): string {
  switch (address.kind) {
    case 'socket':
      return `unix://${address.path}`;
    case 'tcp':
      return `tcp://${address.authority}${address.basePath}`;
    case 'ssh': {
      const host = address.host.includes(':') ? `[${address.host}]` : address.host;
      const user = address.user === undefined ? '' : `${address.user}@`;
      return `ssh://${user}${host}${address.port === undefined ? '' : `:${address.port}`}${address.socketPath ?? ''}`;
    }
  }
}

function parse(scheme: string, address: string, defaultPort: string | undefined): Address {
  switch (scheme) {
    case 'unix':
      return parseSocket(address);
    case 'tcp':
    case 'http':
    case 'https':
      return parseTcp(address, defaultPort);
    case 'ssh':
      return { kind: 'ssh', ...parseSshAddress(address) };
    default:
      throw invalid(`the daemon's address ${shownUrl(address)} is not supported: ${SUPPORTED}`);
  }
}

function parseSocket(address: string): Address {
  const path = address.slice('unix://'.length);
  if (path === '') return parseSocket(DEFAULT_ADDRESS);
  if (path.includes('://') || path.includes('\0')) throw notUnderstood(address);
  return { kind: 'socket', path };
}

/** Host and port may be left out, where there is a default. */
function parseTcp(address: string, defaultPort: string | undefined): Address {
  const parts = TCP.exec(address);
  const host = parts?.[1] || 'localhost';
  if (
    parts === null ||
    Number(parts[2] || 0) > 65535 ||
    /%(?![\da-f]{2})/i.test(parts[3] ?? '') ||
    !isHost(host)
  )
    throw notUnderstood(address);
  const port = parts[2] || defaultPort;
  if (port === undefined)
    throw invalid(`the daemon's address ${shownUrl(address)} names no port: ${SUPPORTED}`);
  return {
    kind: 'tcp',
    authority: `${host}:${port}`,
    basePath: toBasePath(parts[3] ?? ''),
    isSecure: address.startsWith('https:'),
  };
}

/** Whether a URL can hold it; blanks and control characters would be dropped from one. */
function isHost(text: string): boolean {
  return !/[\x00-\x20\x7f]/.test(text) && URL.canParse(`http://${text}`);
}

/** A path as docker puts it in front of those of its requests: cleaned, and encoded anew. */
function toBasePath(path: string): string {
  const cleaned = cleanPath(`/${decodePercent(path)}`);
  return cleaned === '/' ? '' : encodeURI(cleaned).replace(/[?#!'()*]/g, encodeCharacter);
}

function encodeCharacter(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function schemeOf(address: string): string | undefined {
  return /^([^:/]+):\/\//.exec(address)?.[1];
}

function notUnderstood(address: string): BuildError {
  return invalid(`the daemon's address ${shownUrl(address)} cannot be understood: ${SUPPORTED}`);
}

function invalid(message: string): BuildError {
  return new BuildError('ENDPOINT_INVALID', message);
}
