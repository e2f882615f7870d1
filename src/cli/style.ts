import type { Severity } from '../diagnostic.ts';

/** What a piece of text is, for its looks. */
export type StyleName = Severity | 'bold' | 'dim' | 'frame' | 'good';

/** Dresses text for the terminal, or leaves it alone where there is no colour. */
export type Style = (name: StyleName, text: string) => string;

/** SGR parameters (ECMA-48, 8.3.117), with those that undo them. */
const codes: Readonly<Record<StyleName, readonly [on: string, off: string]>> = {
  error: ['1;31', '22;39'],
  warning: ['1;33', '22;39'],
  info: ['1;36', '22;39'],
  style: ['1;35', '22;39'],
  bold: ['1', '22'],
  dim: ['2', '22'],
  frame: ['34', '39'],
  good: ['32', '39'],
};

/** A style with colour, or one without. */
export function createStyle(coloured: boolean): Style {
  if (!coloured) return (_, text) => text;
  return (name, text) => (text === '' ? '' : `\u001B[${codes[name][0]}m${text}\u001B[${codes[name][1]}m`);
}
