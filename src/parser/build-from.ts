import type { IToken } from 'chevrotain';
import type { From, ImageReference } from './ast.ts';
import { buildVariables } from './build-word.ts';
import type { Place } from './place.ts';

/** The words of `FROM image AS name`. */
export function buildFrom(
  words: readonly IToken[],
  place: Place,
): Pick<From, 'image' | 'as' | 'name' | 'rest'> {
  const [image, as, name, ...rest] = words;
  return {
    image: image === undefined ? null : buildImage(image, place),
    as: as === undefined ? null : place.text(as),
    name: name === undefined ? null : place.text(name),
    rest: rest.map((word) => place.text(word)),
  };
}

/** `registry:5000/name:tag@sha256:…`: the tag follows the last colon behind the last slash. */
function buildImage(token: IToken, place: Place): ImageReference {
  const value = token.image;
  const plain = maskVariables(value);
  const at = plain.indexOf('@');
  const nameEnd = at === -1 ? plain.length : at;
  const slash = plain.lastIndexOf('/', nameEnd);
  const colon = plain.slice(0, nameEnd).indexOf(':', slash + 1);
  return {
    kind: 'ImageReference',
    span: place.span(token),
    value,
    name: place.part(token, 0, colon === -1 ? nameEnd : colon),
    tag: colon === -1 ? null : place.part(token, colon + 1, nameEnd),
    digest: at === -1 ? null : place.part(token, at + 1),
    variables: buildVariables(value, token, place, 0),
  };
}

/** `${…}` with every character replaced, so that the `:` of `${TAG:-3}` is not taken for the tag's. */
function maskVariables(value: string): string {
  if (!value.includes('${')) return value;
  let depth = 0;
  let masked = '';
  for (let at = 0; at < value.length; at++) {
    if (value[at] === '$' && value[at + 1] === '{') depth += 1;
    masked += depth > 0 ? 'x' : value[at];
    if (value[at] === '}' && depth > 0) depth -= 1;
  }
  return masked;
}
