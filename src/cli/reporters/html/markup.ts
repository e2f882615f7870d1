import { printable } from '../../printable.ts';
import { escapeMarkup } from '../escape-markup.ts';

/** HTML that is written as it stands: what `html` makes. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Value = string | number | Markup | readonly Markup[];

/** HTML with values in it: all that is not markup already is text, which is escaped and cannot turn the direction of writing. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return new Markup(strings.reduce((text, part, index) => text + toText(values[index - 1] ?? '') + part));
}

function toText(value: Value): string {
  if (value instanceof Markup) return value.text;
  if (typeof value === 'object') return value.map(({ text }) => text).join('');
  return escape(String(value));
}

/** Tabs stay: they are harmless, and columns hang on them. */
function escape(text: string): string {
  return escapeMarkup(text.split('\t').map(printable).join('\t'));
}
