import { type ImageName, parseImageName } from '../model/image-name.ts';
import { BuildError } from './build-error.ts';

/** The image that a text names (https://pkg.go.dev/github.com/distribution/reference). Throws a BuildError where it can name none. */
export function checkImageName(text: string): ImageName {
  const name = parseImageName(text);
  if (!name.ok)
    throw new BuildError(
      'TAG_INVALID',
      `"${text}" cannot name an image: ${name.words}: write name or name:tag`,
    );
  return name.value;
}
