import { resolve } from 'node:path';
import { BuildError } from '../../build/build-error.ts';
import type { BuildMetadata, VertexWarning } from '../../build/index.ts';
import { parseGoBoolean } from '../../word/go-number.ts';
import type { Io } from '../io.ts';
import { openFileSink } from '../lint/file-sink.ts';
import { OutputError } from '../output-error.ts';
import { checkFile } from './destination.ts';
import { asDocker } from './docker-options.ts';
import { metadataText } from './metadata-text.ts';

/** The option for a file about the result. */
export const metadataFileOption = asDocker('The image', {
  'metadata-file': {
    type: 'string',
    value: 'FILE',
    summary: 'Write what is known of the result to this file: digests and names, as JSON',
  },
});

/** The file of `--metadata-file`: it is written whole, and only after a build that succeeded. */
export class MetadataFile {
  readonly #file: string;
  readonly #cwd: string;
  readonly #hasWarnings: boolean;

  /** Throws a UsageError where it could not be written after the build. */
  constructor(file: string, { cwd, env }: Pick<Io, 'cwd' | 'env'>) {
    this.#file = file;
    this.#cwd = cwd;
    this.#hasWarnings = parseGoBoolean(env.BUILDX_METADATA_WARNINGS ?? '') === true;
    checkFile('metadata-file', resolve(cwd, file));
  }

  /** Writes what is known; the warnings, if BUILDX_METADATA_WARNINGS asks for them. Throws a BuildError. */
  write(metadata: BuildMetadata, warnings: readonly VertexWarning[]): void {
    try {
      const sink = openFileSink(this.#file, this.#cwd);
      try {
        sink.write(metadataText(metadata, this.#hasWarnings ? warnings : []));
        sink.finish();
      } catch (error) {
        sink.discard();
        throw error;
      }
    } catch (cause) {
      if (!(cause instanceof OutputError)) throw cause;
      const message = `the build succeeded, but --metadata-file cannot be kept: ${cause.message}`;
      throw new BuildError('OUTPUT_UNWRITABLE', message, { cause });
    }
  }
}
