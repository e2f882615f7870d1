import { BuildError } from './build-error.ts';
import type { BuildJob } from './build-job.ts';
import type { BuildMetadata } from './build-metadata.ts';
import { askImageMetadata, type BuiltImage, metadataWithoutDaemon } from './docker/image-metadata.ts';

/**
 * What is known of an image that was built, where that is asked for (`metadata`). A daemon that does not tell takes nothing back of the
 * build: that is a warning, and what is known without it is given.
 */
export async function resultMetadata(
  { connection, engine, options, channel }: BuildJob,
  image: BuiltImage,
): Promise<BuildMetadata | undefined> {
  if (options.metadata !== true) return undefined;
  try {
    return await askImageMetadata(connection, engine, image);
  } catch (error) {
    if (!(error instanceof BuildError) || error.code === 'CANCELLED') throw error;
    const text = `the image was built, but what the daemon knows of it cannot be told: ${error.message}`;
    await channel.send({ kind: 'Warning', text });
    return metadataWithoutDaemon(engine, image);
  }
}
