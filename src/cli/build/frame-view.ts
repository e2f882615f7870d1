import type { Severity } from '../../diagnostic.ts';
import { wantsColor } from '../color.ts';
import type { Io } from '../io.ts';
import type { FrameView } from '../reporters/code-frame.ts';
import { createStyle } from '../style.ts';

/** How code is shown on standard error, which a build's words go to. */
export function frameView(severity: Severity, { env, stderr }: Pick<Io, 'env' | 'stderr'>): FrameView {
  const isColoured = wantsColor({ color: false, 'no-color': false }, { env, stdout: stderr });
  return { style: createStyle(isColoured), severity, columns: Math.max(stderr.columns ?? 100, 40) };
}
