import type { Duplex } from 'node:stream';
import type { Dispatcher } from 'undici';
import { refusal } from './response-error.ts';

/** A connection that is to be taken over: the daemon then speaks HTTP/2 on it (`POST /session`, `POST /grpc`). */
export interface UpgradeRequest {
  /** Behind the endpoint's base path: `/session`. */
  readonly path: string;
  /** In order; a name may be repeated, and each pair becomes a line of its own. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/**
 * Sends a request and takes its connection over once the daemon switches protocols; what the daemon sends first is not
 * lost. Rejects with a BuildError (`DAEMON_ERROR`, the daemon's own words) where it answers instead, or else with undici's error.
 */
export function upgrade(
  dispatcher: Dispatcher,
  { path, headers }: UpgradeRequest,
  address: string,
  signal: AbortSignal,
): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let status = 0;
    let drop = (): void => undefined;
    const finish = (): void => signal.removeEventListener('abort', drop);
    dispatcher.dispatch(
      { method: 'POST', path, headers: headers.flat(), upgrade: 'h2c' },
      {
        onRequestStart(controller) {
          drop = () => controller.abort(new Error('aborted', { cause: signal.reason }));
          if (signal.aborted) drop();
          else signal.addEventListener('abort', drop, { once: true });
        },
        onRequestUpgrade(_controller, _status, _headers, socket) {
          finish();
          resolve(socket);
        },
        onResponseStart(_controller, statusCode) {
          status = statusCode;
        },
        onResponseData(_controller, chunk) {
          chunks.push(chunk);
        },
        onResponseEnd() {
          finish();
          reject(refusal(status, Buffer.concat(chunks).toString('utf8'), address));
        },
        onResponseError(_controller, error) {
          finish();
          reject(error);
        },
      },
    );
  });
}
