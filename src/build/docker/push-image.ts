import { BuildError } from '../build-error.ts';
import type { Status } from '../build-event.ts';
import type { Credentials } from '../docker-config/credentials.ts';
import { registryAuthHeader } from '../docker-config/registry-config.ts';
import { checkImageName } from '../image-name.ts';
import type { DaemonConnection } from './connection.ts';
import { readDaemonMessages } from './read-daemon-messages.ts';
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
  const { domain, familiar, tag } = checkImageName(text);
  const { address } = connection.endpoint;
  const serverAddress = domain === HUB ? HUB_KEY : domain;
  const credential = await credentials.for(serverAddress);
  const response = await connection.request({
    method: 'POST',
    path: `/v${apiVersion}/images/${familiar}/push?${new URLSearchParams({ tag: tag ?? 'latest' })}`,
    headers: { 'X-Registry-Auth': registryAuthHeader(credential && { ...credential, serverAddress }) },
  });
  await checkResponse(response, address);
  for await (const message of readDaemonMessages(response.body, address)) {
    if (message.kind === 'error') throw pushFailed(text, message.message);
    if (message.kind === 'status') await onStatus({ ...message, kind: 'Status' });
  }
}

function pushFailed(name: string, reason: string): BuildError {
  const isAuth = /unauthorized|no basic auth credentials|authentication required|denied/i.test(reason);
  return new BuildError(
    isAuth ? 'AUTH' : 'DAEMON_ERROR',
    `the image was built, but ${name} cannot be pushed: ${reason}`,
  );
}
