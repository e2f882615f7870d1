/** What is asked of a daemon. */
export interface DaemonRequest {
  readonly method: 'GET' | 'HEAD' | 'POST';
  /** Behind the endpoint's base path: `/_ping`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Each chunk is written before the next one is asked for. */
  readonly body?: AsyncIterable<Uint8Array>;
  /** How long the daemon may be silent before and within its answer, in milliseconds; without end if not given. */
  readonly timeout?: number | undefined;
}

/** What a daemon answers; the body must be read. */
export interface DaemonResponse {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Throws a BuildError where the connection breaks. */
  readonly body: AsyncIterable<Uint8Array>;
}
