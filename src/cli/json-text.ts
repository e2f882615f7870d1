import { unprintable } from './printable.ts';

/** JSON, on one line unless it is indented, with what steers a terminal or turns the direction of writing escaped. */
export function jsonText(value: unknown, indent?: number): string {
  // JSON itself escapes some of it, but no more than it must.
  return JSON.stringify(value, null, indent).replace(unprintable, escapeUnit);
}

function escapeUnit(character: string): string {
  // Those of texts are escaped already; what is left are the ends of lines.
  if (character === '\n') return character;
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
