import type { Io } from '../io.ts';
import { printError } from '../print-error.ts';
import type { Clock } from './clock.ts';
import { readColors } from './colors.ts';
import type { Display } from './display.ts';
import { PacedDisplay, paceOf } from './paced.ts';
import { PlainView } from './plain.ts';
import { RawJsonDisplay } from './rawjson.ts';
import { TtyView } from './tty.ts';

/** The ways to show progress. */
export type ProgressMode = 'tty' | 'plain' | 'rawjson';

/** How much of a name PROGRESS_NO_TRUNC=0 leaves. */
const NAME_LIMIT = 72;
const LOG_LINES = 6;

/** A display on standard error, set up as the variables say that BuildKit has for it; `address` is the daemon's. */
export function openDisplay(mode: ProgressMode, address: string, io: Io, clock: Clock): Display {
  const print = (text: string): void => {
    if (text !== '') io.stderr.write(text);
  };
  if (mode === 'rawjson') return new RawJsonDisplay(print);
  const { BUILDKIT_TTY_LOG_LINES: height = '', PROGRESS_NO_TRUNC: untruncated } = io.env;
  if (mode === 'plain') {
    const nameLimit = untruncated === '0' ? NAME_LIMIT : Number.POSITIVE_INFINITY;
    const title = `building with BuildKit at ${address}`;
    return new PacedDisplay(new PlainView({ clock, title, nameLimit, print }), clock, paceOf(io.env));
  }
  const { colors, mistakes } = readColors(io.env, process.platform);
  for (const mistake of mistakes) printError(io, `warning: ${mistake}`);
  const logLines = /^[1-9]\d{0,3}$/.test(height) ? Number(height) : LOG_LINES;
  const view = new TtyView({ clock, terminal: io.stderr, colors, logLines, title: address });
  return new PacedDisplay(view, clock, paceOf(io.env));
}
