import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isWithin } from '../show-path.ts';

/** The files that hold a configuration of dlint's and nothing else; where a directory has several, the first one counts. */
export const configNames = ['.dlint.yaml', '.dlint.yml', 'dlint.config.json'] as const;

interface Directory {
  readonly config: string | undefined;
  readonly isRepository: boolean;
}

/** Finds the configuration nearest to a file, from its directory up to the root of the repository. */
export class ConfigFinder {
  readonly #cwd: string;
  readonly #known = new Map<string, Directory>();

  /** Outside of any repository the search ends at `cwd` (absolute), or at once for what is not below it. */
  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  /** The configuration file (absolute) for the files of a directory (absolute). */
  find(directory: string): string | undefined {
    const searched = this.#searched(directory);
    const holder = searched.find((ancestor) => this.#look(ancestor).config !== undefined);
    return holder === undefined ? undefined : this.#look(holder).config;
  }

  #searched(directory: string): readonly string[] {
    const chain: string[] = [];
    for (let current = directory; ; current = dirname(current)) {
      chain.push(current);
      if (this.#look(current).isRepository) return chain;
      if (dirname(current) === current) break;
    }
    const below = chain.filter((ancestor) => isWithin(ancestor, this.#cwd));
    return below.length > 0 ? below : [directory];
  }

  #look(directory: string): Directory {
    const known = this.#known.get(directory);
    if (known !== undefined) return known;
    const found = { config: configIn(directory), isRepository: existsSync(join(directory, '.git')) };
    this.#known.set(directory, found);
    return found;
  }
}

function configIn(directory: string): string | undefined {
  const own = configNames.map((name) => join(directory, name)).find((file) => existsSync(file));
  if (own !== undefined) return own;
  const manifest = join(directory, 'package.json');
  return existsSync(manifest) && hasConfig(manifest) ? manifest : undefined;
}

/** Whether a package.json configures dlint. One that cannot be read is npm's business. */
function hasConfig(manifest: string): boolean {
  try {
    const text = readFileSync(manifest, 'utf8');
    // Most have nothing of the kind, and need not be parsed.
    return text.includes('"dlint"') && Object.hasOwn(JSON.parse(text), 'dlint');
  } catch {
    return false;
  }
}
