import { printable } from '../printable.ts';
import { escapeMarkup } from './escape-markup.ts';

/** What XML 1.0 takes in no form (https://www.w3.org/TR/xml/#charsets), and which `printable` leaves alone. */
const noncharacters = /[\uFFFE\uFFFF]/g;

export type Attributes = Readonly<Record<string, string | number>>;

/** Text for XML, on one line: markup is escaped, and what XML forbids or a viewer would act on made visible. */
export function xmlText(text: string): string {
  const visible = printable(text).replace(
    noncharacters,
    (character) => `<U+${character.charCodeAt(0).toString(16).toUpperCase()}>`,
  );
  return escapeMarkup(visible);
}

/** The beginning of an element, up to what closes its tag. */
export function xmlTag(name: string, attributes: Attributes): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlText(String(value))}"`);
  return `<${name}${pairs.join('')}`;
}
