import type { Built, VertexWarning } from '../../build/index.ts';
import type { Io } from '../io.ts';
import { ImageIdFile } from './image-id-file.ts';
import { MetadataFile } from './metadata-file.ts';

interface Values {
  readonly iidfile: string | undefined;
  readonly 'metadata-file': string | undefined;
}

/** The files that tell what was built. */
export class ResultFiles {
  readonly #imageId: ImageIdFile | undefined;
  readonly #metadata: MetadataFile | undefined;

  /** Throws a UsageError where one of them could not be written after the build. */
  constructor({ iidfile, 'metadata-file': metadata }: Values, io: Io) {
    // Before the other, which takes an old file away.
    this.#metadata = metadata ? new MetadataFile(metadata, io) : undefined;
    this.#imageId = iidfile ? new ImageIdFile(iidfile, io.cwd) : undefined;
  }

  /** Writes those that were asked for. Throws a BuildError. */
  write({ imageId, metadata }: Built, warnings: readonly VertexWarning[]): void {
    if (imageId !== undefined) this.#imageId?.write(imageId);
    this.#metadata?.write(metadata ?? {}, warnings);
  }
}
