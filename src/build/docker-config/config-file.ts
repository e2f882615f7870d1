import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMissing, reasonOf } from '../context/file-error.ts';
import type { Environment } from '../environment.ts';
import { isRecord } from '../is-record.ts';
import { defaultConfigFolder } from './config-folder.ts';
import { entriesOf, textMember, textsOf } from './json-member.ts';
import { readJsonText } from './json-text.ts';

/** Takes what is worth telling, but no reason to stop: one line. */
export type Warn = (text: string) => void;

/** What dlint uses of docker's configuration (`config.json`). */
export interface DockerConfig {
  /** The folder that it and the contexts lie in, absolute. */
  readonly folder: string;
  /** Whether there is a file with anything in it. */
  readonly exists: boolean;
  readonly currentContext: string | undefined;
  /** Headers for every request to the daemon. */
  readonly httpHeaders: ReadonlyMap<string, string>;
  /** Proxies for builds, by the daemon's address or `default`: objects with `httpProxy` and its like. */
  readonly proxies: ReadonlyMap<string, unknown>;
  /** Credentials, by registry: objects with `auth` and its like. */
  readonly auths: ReadonlyMap<string, unknown>;
  /** Names of credential helpers, by registry. */
  readonly credentialHelpers: ReadonlyMap<string, string>;
  /** The name of the helper for all other registries. */
  readonly credentialStore: string | undefined;
}

/**
 * Reads docker's configuration from a folder (else DOCKER_CONFIG, else `~/.docker`). As for docker, a missing file is an empty one and
 * one that cannot be read is, too, with a warning that tells the place but never the content.
 */
export function readDockerConfig(
  folder: string | undefined,
  environment: Environment,
  warn: Warn,
): DockerConfig {
  const place = folder ?? defaultConfigFolder(environment);
  const value = readJsonFile(join(place, 'config.json'), warn);
  return {
    folder: place,
    exists: value !== undefined,
    currentContext: textMember(value, 'currentContext'),
    httpHeaders: textsOf(value, 'HttpHeaders'),
    proxies: new Map(entriesOf(value, 'proxies')),
    auths: new Map(entriesOf(value, 'auths')),
    credentialHelpers: textsOf(value, 'credHelpers'),
    credentialStore: textMember(value, 'credsStore'),
  };
}

/** The value in a file of JSON; undefined for a file that is not there, or is of no use. */
export function readJsonFile(file: string, warn: Warn): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (!isMissing(error)) warn(`${file} cannot be read (${reasonOf(error)}), so it is ignored`);
    return undefined;
  }
  const json = readJsonText(text);
  if (!json.ok) warn(`${file}:${json.line}:${json.column}: this is not JSON, so the file is ignored`);
  else if (!isRecord(json.value) && json.value !== null)
    warn(`${file}: this is no JSON object, so the file is ignored`);
  return json.ok ? json.value : undefined;
}
