import { type LineRange, lineRange } from '../../text/line-range.ts';
import { type Assumed, evaluateDockerfile } from '../evaluate-dockerfile.ts';

/**
 * The lines of what BuildKit refuses while it evaluates a Dockerfile, such as an image without a name: over the Engine API it tells only the
 * words, and they are looked for among those that such a build would be refused with.
 */
export function locateRefusal(reason: string, content: Uint8Array, assumed: Assumed): LineRange | undefined {
  const { build, source } = evaluateDockerfile(content, assumed);
  // Older ones begin some of them with a capital letter.
  const told = reason.toLowerCase();
  const refusal = build.refusals.find(({ words }) => told.includes(words.toLowerCase()));
  return refusal && lineRange(refusal.extent, source);
}
