import type { GrpcCall } from '../grpc/grpc-service.ts';

/** What of a directory BuildKit asks for (`moby.filesync.v1.FileSync/DiffCopy`, told in the metadata of the call). */
export interface SyncRequest {
  /** `context`, `dockerfile`, or the name of another context. */
  readonly directory: string;
  /** Patterns of an ignore file; empty for all. */
  readonly includePatterns: readonly string[];
  readonly excludePatterns: readonly string[];
  /** Paths that are wanted, with what links on the way lead to; undefined for all. */
  readonly followPaths: readonly string[] | undefined;
}

export function readSyncRequest(call: Pick<GrpcCall, 'metadata'>): SyncRequest {
  const followPaths = listOf(call, 'followpaths');
  return {
    directory: listOf(call, 'dir-name')[0] ?? '',
    includePatterns: listOf(call, 'include-patterns'),
    excludePatterns: listOf(call, 'exclude-patterns'),
    followPaths: followPaths.length === 0 ? undefined : followPaths,
  };
}

/** Where a value is not ASCII, BuildKit encodes all of its list as in a URL's query, and says so. */
function listOf(call: Pick<GrpcCall, 'metadata'>, key: string): readonly string[] {
  const values = call.metadata(key);
  const isEncoded = /^(1|t|true)$/i.test(call.metadata(`${key}-encoded`)[0] ?? '');
  return isEncoded ? values.map(decodeQuery) : values;
}

/** `+` is a blank, `%C3%BC` is `ü`; what is not encoded as it should be stays as it is. */
function decodeQuery(text: string): string {
  const bytes = Buffer.from(text.replaceAll('+', ' '), 'utf8')
    .toString('latin1')
    .replace(/%([0-9A-Fa-f]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
