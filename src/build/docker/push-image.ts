import { parseImageName } from '../../model/image-name.ts';
import { BuildError } from '../build-error.ts';
import type { Status } from '../build-event.ts';
import type { RegistryCredential } from '../docker-config/credential.ts';
import type { Credentials } from '../docker-config/credentials.ts';
import type { DaemonConnection } from './connection.ts';
import { readDaemonMessage } from './daemon-message.ts';
import { readJsonStream } from './json-stream.ts';
import { checkResponse } from './response-error.ts';

/** The registry whose credentials are stored under another name. */
const HUB = 'docker.io';
const HUB_KEY = 'https://index.docker.io/v1/';

/** What pushing needs of a build. */
interface PushOptions {
  readonly connection: DaemonConnection;
  readonly apiVersion: string;
  readonly credentials: Pick<Credentials, 'for'>;
  onStatus(status: Status): Promise<void>;
}

/** Has the daemon push an image (Engine API, `POST /images/{name}/push`). Throws a BuildError. */
export async function pushImage(
  text: string,
  { connection, apiVersion, credentials, onStatus }: PushOptions,
): Promise<void> {
  const parsed = parseImageName(text);
  if (!parsed.ok) throw new BuildError('TAG_INVALID', `"${text}" cannot name an image: ${parsed.words}`);
  const { domain, familiar, tag } = parsed.value;
  const key = domain === HUB ? HUB_KEY : domain;
  const response = await connection.request({
    method: 'POST',
    path: `/v${apiVersion}/images/${familiar}/push?${new URLSearchParams({ tag: tag ?? 'latest' })}`,
    headers: { 'X-Registry-Auth': encodeCredential(await credentials.for(key), key) },
  });
  await checkResponse(response, connection.endpoint.address);
  for await (const value of readJsonStream(response.body)) {
    const message = readDaemonMessage(value);
    if (message?.kind === 'error') throw pushFailed(text, message.message);
    if (message?.kind === 'status') await onStatus({ ...message, kind: 'Status' });
  }
}

/** As the Engine API wants it: base64 for URLs, but with padding, which some engines insist on. */
function encodeCredential(credential: RegistryCredential | null, serveraddress: string): string {
  const json = JSON.stringify(credential === null ? {} : members(credential, serveraddress));
  return Buffer.from(json).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
}

function members(credential: RegistryCredential, serveraddress: string): Readonly<Record<string, string>> {
  return 'identityToken' in credential
    ? { identitytoken: credential.identityToken, serveraddress }
    : { username: credential.username, password: credential.password, serveraddress };
}

function pushFailed(name: string, reason: string): BuildError {
  const isAuth = /unauthorized|no basic auth credentials|authentication required|denied/i.test(reason);
  return new BuildError(
    isAuth ? 'AUTH' : 'DAEMON_ERROR',
    `the image was built, but ${name} cannot be pushed: ${reason}`,
  );
}
