import { parseImageName } from '../model/image-name.ts';
import { BuildError } from './build-error.ts';

/** Throws a BuildError unless the text can name an image (https://pkg.go.dev/github.com/distribution/reference). */
export function checkImageName(text: string): void {
  const name = parseImageName(text);
  if (!name.ok)
    throw new BuildError(
      'TAG_INVALID',
      `"${text}" cannot name an image: ${name.words}: write name or name:tag`,
    );
}
