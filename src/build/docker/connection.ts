import type { Duplex, Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import request from 'undici/lib/api/api-request.js';
import { BuildError } from '../build-error.ts';
import type { Environment } from '../environment.ts';
import { connectionError } from './connection-error.ts';
import type { DaemonRequest, DaemonResponse } from './daemon-request.ts';
import { directClient, ENDLESS, tlsOptions } from './dispatcher.ts';
import type { Endpoint } from './endpoint.ts';
import { type UpgradeRequest, upgrade } from './upgrade.ts';

/** What requests to a daemon need besides its address. */
export interface ConnectionSettings {
  /** Headers of every request, by lower-case name. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The proxy for requests, or undefined. */
  readonly proxy?: URL | undefined;
  /** What a program that connects gets: ssh. */
  readonly environment?: Environment;
}

/** A connection to one daemon; what is still running on it ends when it is closed, or when the signal is aborted. */
export class DaemonConnection {
  readonly endpoint: Endpoint;
  readonly #proxy: URL | undefined;
  /** Made for the first request: what asks a proxy is loaded only for one. */
  #client: Promise<Dispatcher> | undefined;
  /** What was taken over from HTTP and is still open. */
  readonly #upgraded = new Set<Duplex>();
  readonly #environment: Environment;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #signal: AbortSignal;

  constructor(
    endpoint: Endpoint,
    signal: AbortSignal,
    { headers = {}, proxy, environment = {} }: ConnectionSettings = {},
  ) {
    this.endpoint = endpoint;
    this.#signal = signal;
    this.#headers = headers;
    this.#environment = environment;
    this.#proxy = proxy;
  }

  /** Sends a request; the response is there as soon as its headers are. Throws a BuildError. */
  async request({ method, path, headers = {}, body, timeout = 0 }: DaemonRequest): Promise<DaemonResponse> {
    try {
      const response = await request.call(await this.#theClient(), {
        method,
        origin: this.endpoint.origin,
        path: this.endpoint.basePath + path,
        headers: { ...this.#headers, ...headers },
        // It takes any chunks that can be waited for, though its types want a stream.
        body: (body as Readable | undefined) ?? null,
        headersTimeout: timeout,
        bodyTimeout: timeout,
        signal: this.#signal,
      });
      return { status: response.statusCode, headers: response.headers, body: this.#guard(response.body) };
    } catch (error) {
      throw this.#explain(error, this.#proxy);
    }
  }

  /**
   * Opens another connection to the daemon and takes it over: both sides then speak what the daemon switches to (`h2c`).
   * As docker's, it goes past proxies. It is closed with this one, or by whoever has it. Throws a BuildError.
   */
  async upgrade({ path, headers }: UpgradeRequest): Promise<Duplex> {
    const client = directClient(this.endpoint, this.#environment, this.#signal);
    try {
      const lines = [...Object.entries(this.#headers), ...headers];
      const request = { path: this.endpoint.basePath + path, headers: lines };
      const socket = await upgrade(client, request, this.endpoint.address, this.#signal);
      this.#upgraded.add(socket.once('close', () => this.#upgraded.delete(socket)));
      return socket;
    } catch (error) {
      throw this.#explain(error);
    } finally {
      // An upgraded socket is no longer the client's.
      await client.destroy();
    }
  }

  /** Drops the connection, and those that were upgraded. */
  async close(): Promise<void> {
    for (const socket of this.#upgraded) socket.destroy();
    await (await this.#client)?.destroy();
  }

  #theClient(): Promise<Dispatcher> {
    this.#client ??= this.#makeClient();
    return this.#client;
  }

  async #makeClient(): Promise<Dispatcher> {
    if (this.#proxy === undefined) return directClient(this.endpoint, this.#environment, this.#signal);
    const { proxyClient } = await import('./proxy-client.ts');
    const { tls } = this.endpoint;
    return proxyClient(this.#proxy, this.#signal, {
      ...(tls && { tls: tlsOptions(tls) }),
      timeouts: ENDLESS,
    });
  }

  async *#guard(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      yield* body;
    } catch (error) {
      throw this.#explain(error, this.#proxy);
    }
  }

  #explain(error: unknown, proxy?: URL): BuildError {
    if (this.#signal.aborted) return new BuildError('CANCELLED', 'the build was cancelled', { cause: error });
    return connectionError(error, this.endpoint.address, proxy?.host);
  }
}
