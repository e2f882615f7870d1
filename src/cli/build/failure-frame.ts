import type { BuildError } from '../../build/index.ts';
import { Source } from '../../text/source.ts';
import { type FrameView, lineFrame } from '../reporters/code-frame.ts';

/** The lines of the Dockerfile that a failure is about, to stand below its message; empty where they are not known. */
export function failureFrame({ dockerfile, endLine, line }: BuildError, view: FrameView): string {
  if (dockerfile === undefined || line === undefined || line < 1) return '';
  const source = Source.fromBytes(dockerfile.content);
  if (line > source.lineCount) return '';
  const last = Math.min(endLine ?? line, source.lineCount);
  return lineFrame(source, { first: line, last }, view)
    .lines.map((text) => `${text}\n`)
    .join('');
}
