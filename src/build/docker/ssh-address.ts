import { BuildError } from '../build-error.ts';
import { shownUrl } from '../shown-url.ts';

/** A daemon behind ssh, as `ssh://user@host:port/path-of-its-socket` names it. */
export interface SshAddress {
  readonly user: string | undefined;
  readonly host: string;
  readonly port: string | undefined;
  /** The daemon's socket over there; undefined for the one that docker finds there. */
  readonly socketPath: string | undefined;
}

const PARTS = /^ssh:\/\/(?:([^@/?#]*)@)?(\[[^\]/]*\]|[^:/?#]*)(?::(\d*))?(\/[^?#]*)?(\?[^#]*)?(#.*)?$/;

/** Reads an address; nothing of it may come to be an option of ssh. Throws a BuildError (`ENDPOINT_INVALID`). */
export function parseSshAddress(address: string): SshAddress {
  const parts = PARTS.exec(address);
  if (parts === null) throw invalid(shownUrl(address), 'expected is ssh://user@host:port/path');
  const [, userInfo = '', host = '', port, path = '', query, fragment] = parts;
  if (userInfo.includes(':'))
    throw invalid(shownUrl(address), 'it holds a password, which belongs to the ssh agent or a key');
  if (host === '') throw invalid(address, 'it names no host');
  if (query !== undefined || fragment !== undefined)
    throw invalid(address, 'nothing may follow the path; write ? as %3F and # as %23');
  return {
    user: decode(userInfo, address) || undefined,
    host: decode(host.replace(/^\[(.*)\]$/, '$1'), address),
    port: port || undefined,
    socketPath: path.replaceAll('/', '') === '' ? undefined : decode(path, address),
  };
}

/**
 * The arguments of `ssh` that connect its input and output with the daemon, as the docker CLI gives them, but that the path is quoted:
 * a shell reads it over there.
 */
export function sshArguments({ user, host, port, socketPath }: SshAddress): readonly string[] {
  return [
    '-o ConnectTimeout=30',
    '-T',
    ...(user === undefined ? [] : ['-l', user]),
    ...(port === undefined ? [] : ['-p', port]),
    '--',
    host,
    'docker',
    ...(socketPath === undefined ? [] : ['--host', quote(`unix://${socketPath}`)]),
    'system',
    'dial-stdio',
  ];
}

function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function decode(text: string, address: string): string {
  let decoded: string;
  try {
    decoded = decodeURIComponent(text);
  } catch {
    throw invalid(address, 'a % in it is not followed by two hexadecimal digits');
  }
  // No argument of a program can hold one.
  if (decoded.includes('\0')) throw invalid(address, 'it holds a NUL character');
  return decoded;
}

function invalid(address: string, reason: string): BuildError {
  return new BuildError('ENDPOINT_INVALID', `the daemon's address ${address} cannot be used: ${reason}`);
}
