import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './package-root.ts';

/** The page about one of dlint's own rules, by its name: Markdown. */
export function rulePage(name: string): string {
  return readFileSync(join(packageRoot(), `docs/rules/${name}.md`), 'utf8');
}
