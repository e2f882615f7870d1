import type { ImageStore } from '../buildkit/plan-output.ts';
import type { DaemonConnection } from './connection.ts';
import { isRecord } from './daemon-message.ts';
import { readJson } from './read-json.ts';

/** Asks where a daemon keeps images (Engine API, `GET /info`, `DriverStatus`). Throws a BuildError. */
export async function askImageStore(connection: DaemonConnection, apiVersion: string): Promise<ImageStore> {
  const info = await readJson(connection, `/v${apiVersion}/info`);
  const status = isRecord(info) && Array.isArray(info.DriverStatus) ? info.DriverStatus : [];
  const isContainerd = status.some(
    (pair) => Array.isArray(pair) && pair[0] === 'driver-type' && pair[1] === 'io.containerd.snapshotter.v1',
  );
  return isContainerd ? 'containerd' : 'graphdriver';
}
