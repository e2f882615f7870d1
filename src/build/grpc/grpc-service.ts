/** One call of a method that is served over gRPC. */
export interface GrpcCall {
  /** The values of a metadata key (lower case), in order; values that hold commas stay whole. */
  metadata(key: string): readonly string[];
  /** The messages of the caller, each without its frame, until it ends its side; a GrpcError if it is gone before. */
  readonly messages: AsyncIterable<Uint8Array>;
  /** Sends a message; resolves when the connection has room for the next. */
  send(message: Uint8Array): Promise<void>;
  /** Aborted when the caller gives up or the connection breaks. */
  readonly signal: AbortSignal;
}

/** Serves one call: the call ends well when the promise resolves; a GrpcError tells the caller its status. */
export type GrpcMethod = (call: GrpcCall) => Promise<void>;

/** Methods by their full names: `/moby.filesync.v1.Auth/Credentials`. */
export type GrpcService = Readonly<Record<string, GrpcMethod>>;

/** The status codes of gRPC that are used here. */
export const grpcStatus = {
  ok: 0,
  unknown: 2,
  invalidArgument: 3,
  notFound: 5,
  unimplemented: 12,
  internal: 13,
  unavailable: 14,
} as const;

/** A status other than "ok": thrown by a method for its caller, or told by the other side. */
export class GrpcError extends Error {
  override readonly name = 'GrpcError';
  readonly status: number;

  constructor(status: number, message: string, details: { readonly cause?: unknown } = {}) {
    super(message, details);
    this.status = status;
  }
}
