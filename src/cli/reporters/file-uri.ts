import { isAbsolute, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A path as a URI reference (RFC 3986): relative where the path is, with everything encoded that is not a name's letter. */
export function fileUri(path: string): string {
  const text = path.toWellFormed();
  if (isAbsolute(text)) return pathToFileURL(text).href;
  return text.split(sep).map(encodeURIComponent).join('/');
}
