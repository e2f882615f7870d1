import { isRecord } from '../is-record.ts';
import type { DaemonConnection } from './connection.ts';
import { readJson } from './read-json.ts';

/** Where a daemon keeps images: containerd's store can export and push by itself. */
export type ImageStore = 'containerd' | 'graphdriver';

/** Asks where a daemon keeps images (Engine API, `GET /info`, `DriverStatus`). Throws a BuildError. */
export async function askImageStore(connection: DaemonConnection, apiVersion: string): Promise<ImageStore> {
  const info = await readJson(connection, `/v${apiVersion}/info`);
  const status = isRecord(info) && Array.isArray(info.DriverStatus) ? info.DriverStatus : [];
  const isContainerd = status.some(
    (pair) => Array.isArray(pair) && pair[0] === 'driver-type' && pair[1] === 'io.containerd.snapshotter.v1',
  );
  return isContainerd ? 'containerd' : 'graphdriver';
}
