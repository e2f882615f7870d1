import type { Writable } from 'node:stream';
import { type GrpcCall, GrpcError, type GrpcService, grpcStatus } from '../grpc/grpc-service.ts';
import { receiveArchive } from './receive-archive.ts';
import { receiveTree } from './receive-tree.ts';

/** Where what an exporter makes is written: files into a directory, or one file. */
export type ExporterOutput = (
  | { readonly kind: 'directory'; readonly destination: string }
  | { readonly kind: 'archive'; readonly destination: string | Writable }
) & {
  /** What the exporter says of an image, before it sends it: `containerimage.digest`, `containerimage.config.digest`. */
  readonly onMetadata?: (metadata: ReadonlyMap<string, string>) => void;
};

/** What exporters of images tell, and no request says otherwise. */
const METADATA = ['containerimage.digest', 'containerimage.config.digest', 'containerimage.descriptor'];

/**
 * Lets BuildKit write what its exporters make (service moby.filesync.v1.FileSend), in the order of the build's outputs, and
 * nowhere else.
 */
export function fileSend(outputs: readonly ExporterOutput[]): GrpcService {
  return {
    '/moby.filesync.v1.FileSend/DiffCopy': async (call: GrpcCall) => {
      // BuildKit before 0.13 has one exporter and does not number it.
      const id = call.metadata('buildkit-attachable-exporter-id')[0] ?? '0';
      const output = outputs.find((_, index) => String(index) === id);
      if (output === undefined) throw new GrpcError(grpcStatus.notFound, `exporter ${id} not found`);
      output.onMetadata?.(readMetadata(call));
      switch (output.kind) {
        case 'directory':
          return receiveTree(call, output.destination);
        case 'archive':
          return receiveArchive(call, output.destination);
      }
    },
  };
}

function readMetadata(call: GrpcCall): ReadonlyMap<string, string> {
  const entries = METADATA.map((key) => [key, call.metadata(`exporter-md-${key}`).join(',')] as const);
  return new Map(entries.filter(([, value]) => value !== ''));
}
