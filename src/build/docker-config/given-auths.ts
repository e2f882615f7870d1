import type { Environment } from '../environment.ts';
import { readAuthEntry } from './auth-entry.ts';
import type { Warn } from './config-file.ts';
import { entriesOf } from './json-member.ts';
import { readJsonText } from './json-text.ts';

/** DOCKER_AUTH_CONFIG: an object like the configuration, with `auths` only. */
export function readGiven(environment: Environment, warn: Warn): ReadonlyMap<string, unknown> {
  const text = environment.DOCKER_AUTH_CONFIG ?? '';
  if (text === '') return new Map();
  const json = readJsonText(text);
  // An empty entry, as it stays behind where a helper has the credentials, must not hide those.
  if (json.ok) return new Map(entriesOf(json.value, 'auths').filter(([, entry]) => !isEmpty(entry)));
  warn(`DOCKER_AUTH_CONFIG is not JSON (line ${json.line}, column ${json.column}), so it is ignored`);
  return new Map();
}

function isEmpty(entry: unknown): boolean {
  const read = readAuthEntry('', entry);
  return read !== undefined && Object.keys(read).length === 0;
}
