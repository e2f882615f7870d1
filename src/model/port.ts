import { type Checked, right, type Wrong, wrong } from '../word/checked.ts';
import { parseGoInteger } from '../word/go-number.ts';
import { quoteGo } from '../word/quote-go.ts';
import { cut } from './cut.ts';
import { ipVersion } from './ip-address.ts';
import { lowerCase } from './letter-case.ts';

/** Ports of the container, both ends included, that one item of EXPOSE names. */
export interface ExposedPort {
  readonly start: number;
  readonly end: number;
  readonly protocol: string;
}

/** The parts of an item of EXPOSE as they are written; empty where they are missing. */
export interface PortParts {
  readonly address: string;
  readonly hostPort: string;
  readonly port: string;
  readonly protocol: string;
}

/** Takes one item of EXPOSE apart, without a look at address and numbers. */
export function splitPort(text: string): Checked<PortParts> {
  const parts = text.split(':');
  const [port, protocol = ''] = cut(parts.at(-1) ?? '', '/');
  if (port === '') return wrong(`invalid port: ${quoteGo(text)}: no port specified`);
  if (!['', 'tcp', 'udp', 'sctp'].includes(lowerCase(protocol)))
    return wrong(`invalid port: ${quoteGo(text)}: invalid proto: ${protocol}`);
  return right({ address: parts.slice(0, -2).join(':'), hostPort: parts.at(-2) ?? '', port, protocol });
}

/** Reads one item of EXPOSE, `[[ip:]hostPort:]port[-port][/protocol]` (Dockerfile reference, "EXPOSE"). */
export function parsePorts(text: string): Checked<readonly ExposedPort[]> {
  const parts = splitPort(text);
  if (!parts.ok) return parts;
  const { address, hostPort, port } = parts.value;
  const protocol = lowerCase(parts.value.protocol) || 'tcp';
  const badAddress = checkAddress(address);
  if (badAddress !== null) return badAddress;
  const range = parseRange(port);
  if (range === null) return wrong(`invalid containerPort: ${port}`);
  if (hostPort !== '') {
    const hostRange = parseRange(hostPort);
    if (hostRange === null) return wrong(`invalid hostPort: ${hostPort}`);
    if (range.end !== range.start && range.end - range.start !== hostRange.end - hostRange.start)
      return wrong(`invalid ranges specified for container and host Ports: ${port} and ${hostPort}`);
  }
  return right([{ ...range, protocol }]);
}

function checkAddress(address: string): Wrong | null {
  if (address === '') return null;
  if (!address.startsWith('[')) return checkPlainAddress(address);
  const reason = misplacedBracket(address);
  if (reason !== null) return wrong(`invalid IP address ${address}: address ${address}:: ${reason}`);
  return address === '[]' ? null : checkPlainAddress(address.slice(1, -1));
}

function checkPlainAddress(address: string): Wrong | null {
  return ipVersion(address) === null ? wrong(`invalid IP address: ${address}`) : null;
}

/** What is wrong with the brackets of `[address]`, as Go's `net.SplitHostPort` says it. */
function misplacedBracket(address: string): string | null {
  const end = address.indexOf(']');
  if (end === -1) return "missing ']' in address";
  if (end + 1 < address.length)
    return address[end + 1] === ':' ? 'too many colons in address' : 'missing port in address';
  return address.includes('[', 1) ? "unexpected '[' in address" : null;
}

function parseRange(text: string): { readonly start: number; readonly end: number } | null {
  const [first, last = first] = cut(text, '-');
  const start = parsePort(first);
  const end = parsePort(last);
  return start === null || end === null || end < start ? null : { start, end };
}

function parsePort(text: string): number | null {
  const port = parseGoInteger(text);
  return port === null || port < 0 || port > 65_535 ? null : port;
}
