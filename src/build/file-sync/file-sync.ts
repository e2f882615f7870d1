import { type GrpcCall, GrpcError, type GrpcService, grpcStatus } from '../grpc/grpc-service.ts';
import { sendTree } from './send-tree.ts';
import { readSyncRequest } from './sync-request.ts';
import { type SyncedDirectory, syncedEntries } from './synced-directory.ts';

/**
 * Lets BuildKit read directories, and no others, by their names: `context`, `dockerfile` and those of further contexts
 * (service moby.filesync.v1.FileSync). It asks for what it does not have from an earlier build.
 */
export function fileSync(directories: ReadonlyMap<string, SyncedDirectory>): GrpcService {
  return {
    '/moby.filesync.v1.FileSync/DiffCopy': async (call: GrpcCall) => {
      const request = readSyncRequest(call);
      const directory = directories.get(request.directory);
      if (directory === undefined) {
        const message = `no access allowed to dir "${request.directory}"`;
        throw new GrpcError(grpcStatus.notFound, message);
      }
      await sendTree(call, syncedEntries(directory, request));
    },
  };
}
