import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { configNames } from './find-config.ts';

/**
 * What other tools would call such a file, and people may therefore; not `dlint.json`, as a report is often called. Each name is a question to the system at every start without a configuration.
 */
const likely = [
  ...['dlint.yaml', 'dlint.yml', 'dlint.config.yaml', 'dlint.config.js'],
  ...['.dlint.json', '.dlint.toml', '.dlintrc', '.dlintrc.yaml', '.dlintrc.yml', '.dlintrc.json'],
] as const;

/** Says which file of a directory (absolute) looks like a configuration and is none; undefined where there is no such file. */
export function explainMisnamed(directory: string): string | undefined {
  const found = likely.find((name) => existsSync(join(directory, name)));
  return found && `${found} is not read: a configuration is called ${configNames.join(' or ')}`;
}
