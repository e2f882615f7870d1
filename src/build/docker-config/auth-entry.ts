import { cut } from '../../model/cut.ts';
import type { StoredCredential } from './credential.ts';
import { textMember } from './json-member.ts';

/**
 * Reads what docker's configuration holds for a registry: `auth` (base64 of `name:password`), which wins over `username` and `password`.
 * Undefined where `auth` cannot be understood.
 */
export function readAuthEntry(registry: string, entry: unknown): StoredCredential | undefined {
  const auth = textMember(entry, 'auth');
  const pair = auth === undefined ? plainPair(entry) : decodePair(auth);
  if (pair === undefined) return undefined;
  return withoutEmpty({
    ...pair,
    email: textMember(entry, 'email'),
    serverAddress: registry,
    identityToken: textMember(entry, 'identitytoken'),
    registryToken: textMember(entry, 'registrytoken'),
  });
}

/** Leaves out what is undefined or empty. */
export function withoutEmpty(
  fields: Readonly<Record<keyof StoredCredential, string | undefined>>,
): StoredCredential {
  return Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== undefined && text !== ''));
}

interface Pair {
  readonly username: string | undefined;
  readonly password: string | undefined;
}

function plainPair(entry: unknown): Pair {
  return { username: textMember(entry, 'username'), password: textMember(entry, 'password') };
}

/** Takes base64 in all its spellings, though docker wants padding. There must be a name. Passwords may hold colons; old dockers padded them with NUL. */
function decodePair(auth: string): Pair | undefined {
  if (!/^[\w+/-]+={0,2}$/.test(auth.replace(/[\r\n]/g, ''))) return undefined;
  const [username, password] = cut(Buffer.from(auth, 'base64').toString('utf8'), ':');
  return username === '' || password === undefined
    ? undefined
    : { username, password: password.replace(/^\0+|\0+$/g, '') };
}
