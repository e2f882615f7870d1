import { printable } from '../printable.ts';
import type { Style } from '../style.ts';
import type { CodeFrame, FrameView } from './code-frame.ts';

/** A finding with the code it is about. */
export interface FramedFinding {
  /** Undefined where it has none. */
  readonly code: string | undefined;
  readonly message: string;
  /** `Dockerfile:3:1`; undefined where it is not known. */
  readonly place: string | undefined;
  readonly frame: CodeFrame | undefined;
  /** What stands below: its rule, or a page about it. */
  readonly note: string | undefined;
}

/** Draws a finding for people, without a line break at the end. */
export function framed(
  { code, frame, message, note, place }: FramedFinding,
  { severity, style }: FrameView,
): string {
  const border = (mark: string): string => `${' '.repeat(frame?.gutter ?? 2)} ${style('frame', mark)}`;
  const title = code === undefined ? severity : `${severity}[${printable(code)}]`;
  return [
    `${style(severity, title)}${style('bold', ':')} ${emphasize(message, style)}`,
    ...(place === undefined ? [] : [`${border('╭─')} ${printable(place)}`]),
    ...(frame?.lines ?? []),
    note === undefined ? border('╵') : `${border('╰─')} ${style('dim', printable(note))}`,
  ].join('\n');
}

/** Makes what stands in backticks stand out. */
function emphasize(message: string, style: Style): string {
  return printable(message).replace(/`[^`]+`/g, (quoted) => style('bold', quoted));
}
