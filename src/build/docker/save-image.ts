import type { Writable } from 'node:stream';
import { writeArchive } from '../file-sync/write-archive.ts';
import type { DaemonConnection } from './connection.ts';
import { checkResponse } from './response-error.ts';

/** Copies an image from a daemon into an archive, under those of its names (Engine API, `GET /images/get`). Throws a BuildError, and the signal's reason where a pipe has no reader. */
export async function saveImage(
  connection: DaemonConnection,
  apiVersion: string,
  names: readonly string[],
  destination: string | Writable,
  signal?: AbortSignal,
): Promise<void> {
  const query = new URLSearchParams(names.map((name): [string, string] => ['names', name]));
  const response = await connection.request({ method: 'GET', path: `/v${apiVersion}/images/get?${query}` });
  await checkResponse(response, connection.endpoint.address);
  await writeArchive(response.body, destination, signal);
}
