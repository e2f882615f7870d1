import type { BuildMetadata } from '../build-metadata.ts';
import { readDescriptor } from '../docker/image-descriptor.ts';
import type { GrpcCall } from '../grpc/grpc-service.ts';

/** In front of what an exporter tells of the image that it sends, in the metadata of the call. */
const PREFIX = 'exporter-md-containerimage.';

/** What BuildKit tells of the archive that it sends (moby.filesync.v1.FileSend); nothing for one that is no image. */
export function readSentMetadata(call: Pick<GrpcCall, 'metadata'>): BuildMetadata {
  const value = (key: string): string | undefined => call.metadata(`${PREFIX}${key}`)[0];
  return {
    digest: value('digest'),
    configDigest: value('config.digest'),
    descriptor: decode(value('descriptor')),
  };
}

/** JSON in base64. */
function decode(text = ''): BuildMetadata['descriptor'] {
  try {
    return readDescriptor(JSON.parse(Buffer.from(text, 'base64').toString('utf8')));
  } catch {
    return undefined;
  }
}
