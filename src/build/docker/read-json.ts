import { text } from 'node:stream/consumers';
import { BuildError } from '../build-error.ts';
import type { DaemonConnection } from './connection.ts';
import { checkResponse } from './response-error.ts';

/** Asks a daemon for something small that it answers in JSON. Throws a BuildError. */
export async function readJson(connection: DaemonConnection, path: string): Promise<unknown> {
  const response = await connection.request({ method: 'GET', path });
  const { address } = connection.endpoint;
  await checkResponse(response, address, path);
  const answer = await text(response.body);
  try {
    return JSON.parse(answer);
  } catch (error) {
    throw new BuildError(
      'DAEMON_ERROR',
      `the daemon at ${address} answers ${path} with something that is no JSON`,
      { cause: error },
    );
  }
}
