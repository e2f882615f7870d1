import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BuildError } from '../build-error.ts';
import { isMissing, reasonOf } from '../context/file-error.ts';
import type { TlsFiles } from '../docker/tls.ts';
import { isRecord } from '../is-record.ts';
import { entriesOf, member } from './json-member.ts';
import { readJsonText } from './json-text.ts';

/** A named context: where its daemon is. */
export interface StoredContext {
  /** Empty where the default socket is meant. */
  readonly host: string;
  readonly skipTlsVerify: boolean;
  readonly tls: TlsFiles;
}

/**
 * Reads a context from docker's context store below its configuration folder. Throws a BuildError (`ENDPOINT_INVALID`) where it
 * is missing or broken: another daemon than the one that is meant must not be taken.
 */
export function readContext(folder: string, name: string): StoredContext {
  const id = createHash('sha256').update(name).digest('hex');
  const file = join(folder, 'contexts', 'meta', id, 'meta.json');
  const endpoint = new Map(entriesOf(readMeta(file, name), 'Endpoints')).get('docker');
  if (!isRecord(endpoint)) throw broken(name, `${file} names no docker endpoint`);
  const host = member(endpoint, 'Host') ?? '';
  if (typeof host !== 'string') throw broken(name, `Host in ${file} is not text`);
  const skipTlsVerify = member(endpoint, 'SkipTLSVerify') ?? false;
  if (typeof skipTlsVerify !== 'boolean')
    throw broken(name, `SkipTLSVerify in ${file} is neither true nor false`);
  const certificates = join(folder, 'contexts', 'tls', id, 'docker');
  return {
    host,
    skipTlsVerify,
    tls: {
      ca: join(certificates, 'ca.pem'),
      cert: join(certificates, 'cert.pem'),
      key: join(certificates, 'key.pem'),
    },
  };
}

function readMeta(file: string, name: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (!isMissing(error)) throw broken(name, `${file} cannot be read (${reasonOf(error)})`, error);
    const advice = "'docker context ls' lists those there are, -H gives an address";
    throw new BuildError('ENDPOINT_INVALID', `there is no docker context "${name}" (${file}): ${advice}`, {
      cause: error,
    });
  }
  const json = readJsonText(text);
  if (!json.ok) throw broken(name, `${file}:${json.line}:${json.column}: this is not JSON`);
  if (json.rest.trim() !== '') throw broken(name, `${file}: more follows the JSON object`);
  return json.value;
}

function broken(name: string, problem: string, cause?: unknown): BuildError {
  const message = `the docker context "${name}" cannot be used: ${problem}`;
  return new BuildError('ENDPOINT_INVALID', message, { cause });
}
