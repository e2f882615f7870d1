import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { configNames } from './find-config.ts';

/** What other tools would call such a file, and people may therefore. */
const likely = [
  ...['.dlint', '.dlintrc', 'dlint'].flatMap((name) =>
    ['', '.yaml', '.yml', '.json', '.toml'].map((extension) => name + extension),
  ),
  ...['yaml', 'yml', 'js', 'mjs', 'ts'].map((extension) => `dlint.config.${extension}`),
].filter((name) => name !== 'dlint' && !configNames.some((known) => known === name));

/** Says which file of a directory (absolute) looks like a configuration and is none; undefined where there is no such file. */
export function explainMisnamed(directory: string): string | undefined {
  const found = likely.find((name) => existsSync(join(directory, name)));
  return found && `${found} is not read: a configuration is called ${configNames.join(' or ')}`;
}
