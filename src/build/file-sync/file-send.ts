import type { Writable } from 'node:stream';
import type { BuildMetadata } from '../build-metadata.ts';
import type { GrpcService } from '../grpc/grpc-service.ts';
import { receiveArchive } from './receive-archive.ts';
import { receiveTree } from './receive-tree.ts';
import { readSentMetadata } from './sent-metadata.ts';

/** Where what comes over the session is written: files into a directory, or one archive to a path or into a stream. */
export type ReceivedOutput =
  | { readonly kind: 'directory'; readonly destination: string }
  | { readonly kind: 'archive'; readonly destination: string | Writable };

/**
 * Lets BuildKit write what its exporter makes (service moby.filesync.v1.FileSend), and nowhere else; `onMetadata` is told what it says
 * of it.
 */
export function fileSend(
  output: ReceivedOutput,
  onMetadata: (metadata: BuildMetadata) => void = () => {},
): GrpcService {
  return {
    '/moby.filesync.v1.FileSend/DiffCopy'(call) {
      onMetadata(readSentMetadata(call));
      switch (output.kind) {
        case 'directory':
          return receiveTree(call, output.destination);
        case 'archive':
          return receiveArchive(call, output.destination);
      }
    },
  };
}
