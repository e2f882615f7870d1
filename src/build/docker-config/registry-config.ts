import type { StoredCredential } from './credential.ts';

/** The value of `X-Registry-Config` (Engine API, `POST /build`) for the classic builder: base64url of JSON, with padding. */
export function registryConfigHeader(credentials: ReadonlyMap<string, StoredCredential>): string {
  const registries = [...credentials].sort(([a], [b]) => (a < b ? -1 : 1));
  const config = Object.fromEntries(registries.map(([registry, stored]) => [registry, toWire(stored)]));
  return encode(config);
}

/** The value of `X-Registry-Auth` (Engine API, "Authentication") for one registry; nothing is known of it where it is null. */
export function registryAuthHeader(stored: StoredCredential | null): string {
  return encode(stored === null ? {} : toWire(stored));
}

/** Some engines insist on the padding. */
function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
}

function toWire(stored: StoredCredential): Readonly<Record<string, string | undefined>> {
  const { username, password, email, serverAddress, identityToken, registryToken } = stored;
  return {
    username,
    password,
    email,
    serveraddress: serverAddress,
    identitytoken: identityToken,
    registrytoken: registryToken,
  };
}
