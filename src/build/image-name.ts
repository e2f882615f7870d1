import { BuildError } from './build-error.ts';

const host = String.raw`(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[0-9A-Fa-f:]+\])(?::\d+)?`;
const component = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const name = `(?:${host}/)?${component}(?:/${component})*`;
const tag = String.raw`\w[\w.-]{0,127}`;
const digest = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9A-Fa-f]{32,}';
const reference = new RegExp(`^(${name})(?::${tag})?(?:@${digest})?$`);

const LONGEST_NAME = 255;

/** Throws a BuildError unless the text can name an image (https://pkg.go.dev/github.com/distribution/reference). */
export function checkImageName(text: string): void {
  const found = reference.exec(text)?.[1];
  if (found !== undefined && found.length <= LONGEST_NAME && !/^[0-9a-f]{64}$/.test(found)) return;
  throw new BuildError('TAG_INVALID', `"${text}" cannot name an image: ${reasonFor(text, found)}`);
}

function reasonFor(text: string, found: string | undefined): string {
  if (found !== undefined && found.length > LONGEST_NAME)
    return `the name is longer than ${LONGEST_NAME} characters`;
  if (found !== undefined) return 'it would be taken for the id of an image';
  return reference.test(text.toLowerCase()) ? 'the repository must be lower case' : 'write name or name:tag';
}
