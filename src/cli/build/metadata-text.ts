import type { BuildMetadata, VertexWarning } from '../../build/index.ts';
import { warningJson } from './warning-json.ts';

/** What is known of a result, as `docker buildx build --metadata-file` writes it: JSON with two blanks, its keys in order, without a line break at the end. */
export function metadataText(
  { configDigest, descriptor, digest, names = [] }: BuildMetadata,
  warnings: readonly VertexWarning[],
): string {
  return JSON.stringify(
    {
      'buildx.build.warnings': warnings.length === 0 ? undefined : warnings.map(warningJson),
      'containerimage.config.digest': configDigest,
      'containerimage.descriptor': descriptor,
      'containerimage.digest': digest,
      'image.name': names.length === 0 ? undefined : names.join(','),
    },
    null,
    2,
  );
}
