import { decodePercent } from '../decode-percent.ts';
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
  return isEncoded ? values.map((value) => decodePercent(value.replaceAll('+', ' '))) : values;
}
