import type { Readable } from 'node:stream';
import { Client } from 'undici';
import { BuildError } from '../build-error.ts';
import { connectionError } from './connection-error.ts';
import type { Endpoint } from './endpoint.ts';

/** What is asked of a daemon. */
export interface DaemonRequest {
  readonly method: 'GET' | 'HEAD' | 'POST';
  /** Behind the endpoint's base path: `/_ping`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Readable;
}

/** What a daemon answers; the body must be read. */
export interface DaemonResponse {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Throws a BuildError where the connection breaks. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** A connection to one daemon; what is still running on it ends when it is closed, or when the signal is aborted. */
export class DaemonConnection {
  readonly endpoint: Endpoint;
  readonly #client: Client;
  readonly #signal: AbortSignal;

  constructor(endpoint: Endpoint, signal: AbortSignal) {
    this.endpoint = endpoint;
    this.#signal = signal;
    // A step of a build may be silent for hours.
    const timeouts = { headersTimeout: 0, bodyTimeout: 0 };
    const { origin, socketPath } = endpoint;
    this.#client = new Client(origin, socketPath === undefined ? timeouts : { ...timeouts, socketPath });
  }

  /** Sends a request; the response is there as soon as its headers are. Throws a BuildError. */
  async request({ method, path, headers = {}, body }: DaemonRequest): Promise<DaemonResponse> {
    try {
      const response = await this.#client.request({
        method,
        path: this.endpoint.basePath + path,
        headers,
        body: body ?? null,
        signal: this.#signal,
      });
      return { status: response.statusCode, headers: response.headers, body: this.#guard(response.body) };
    } catch (error) {
      throw this.#explain(error);
    }
  }

  /** Drops the connection. */
  async close(): Promise<void> {
    await this.#client.destroy();
  }

  async *#guard(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      yield* body;
    } catch (error) {
      throw this.#explain(error);
    }
  }

  #explain(error: unknown): BuildError {
    if (this.#signal.aborted) return new BuildError('CANCELLED', 'the build was cancelled', { cause: error });
    return connectionError(error, this.endpoint.address);
  }
}
