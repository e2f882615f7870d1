import type { VertexWarning } from '../../build/index.ts';
import { Source } from '../../text/source.ts';
import { count } from '../count.ts';
import { type FrameView, lineFrame } from '../reporters/code-frame.ts';
import { framed } from '../reporters/framed.ts';
import { linesOf, wordsOf } from './build-warning.ts';

/** Behind an empty line, how many warnings there are, and each with its rule, its words, the code it is about and the page that explains it. */
export function showWarnings(warnings: readonly VertexWarning[], view: FrameView): string {
  const title = view.style('bold', `${count(warnings.length, 'warning')} from BuildKit:`);
  const parts = [title, ...warnings.map((warning) => show(warning, view))];
  return `\n${parts.map((part) => `${part}\n\n`).join('')}`;
}

function show(warning: VertexWarning, view: FrameView): string {
  const { source, url } = warning;
  const { check, words } = wordsOf(warning);
  const lines = linesOf(warning);
  const place = source && `${source.filename}${lines === undefined ? '' : `:${lines.first}`}`;
  const isShown = lines !== undefined && source !== undefined && source.data.length > 0;
  const frame = isShown ? lineFrame(Source.fromBytes(source.data), lines, view) : undefined;
  return framed({ code: check, message: words, place, frame, note: url === '' ? undefined : url }, view);
}
