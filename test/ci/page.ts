import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The text of docs/ci.md. */
export const page = readFileSync(join(import.meta.dirname, '../../docs/ci.md'), 'utf8');

/** The blocks of code of the page, in its order. */
export const blocks = [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', text = '']) => ({
  language,
  text,
}));

/** The block in this language that has this text in it. */
export function blockWith(language: string, part: string): string {
  const found = blocks.find((block) => block.language === language && block.text.includes(part));
  if (found === undefined) throw new Error(`docs/ci.md has no ${language} with ${part}`);
  return found.text;
}
