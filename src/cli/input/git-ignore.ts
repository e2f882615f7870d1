import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

interface Verdict {
  readonly ignored: boolean;
  /** Whose rules decided. */
  readonly by: GitIgnore;
}

/** The .gitignore files that hold in one directory, its own and those above it (gitignore(5)): a deeper one has the last word. */
export class GitIgnore {
  readonly #directory: string;
  readonly #rules: Ignore;
  readonly #above: GitIgnore | undefined;

  private constructor(directory: string, rules: Ignore, above: GitIgnore | undefined) {
    this.#directory = directory;
    this.#rules = rules;
    this.#above = above;
  }

  /**
   * What holds in a directory (absolute) where a search begins: everything from the repository's root down. A directory that
   * is itself ignored was asked for by name all the same, so then only its own file counts.
   */
  static at(directory: string): GitIgnore {
    let level: GitIgnore | undefined;
    for (const ancestor of ancestorsInRepository(directory)) {
      if (level?.ignores(ancestor, true)) level = undefined;
      level = level?.enter(ancestor) ?? new GitIgnore(ancestor, readRules(ancestor) ?? ignore(), undefined);
    }
    return level ?? new GitIgnore(directory, ignore(), undefined);
  }

  /** What holds in a subdirectory. One that a deeper file brought back is out of reach for those above that file. */
  enter(directory: string): GitIgnore {
    const verdict = this.#judge(`${directory}${sep}`);
    const above = verdict?.ignored === false ? verdict.by.#alone() : this;
    const rules = readRules(directory);
    return rules === undefined ? above : new GitIgnore(directory, rules, above);
  }

  /** Whether a file or directory (absolute) is ignored. */
  ignores(path: string, isDirectory: boolean): boolean {
    return this.#judge(isDirectory ? `${path}${sep}` : path)?.ignored ?? false;
  }

  #alone(): GitIgnore {
    return new GitIgnore(this.#directory, this.#rules, undefined);
  }

  #judge(path: string): Verdict | undefined {
    for (let level: GitIgnore | undefined = this; level !== undefined; level = level.#above) {
      const below = relative(level.#directory, path).split(sep).join('/');
      const { ignored, unignored } = level.#rules.test(path.endsWith(sep) ? `${below}/` : below);
      if (ignored || unignored) return { ignored, by: level };
    }
    return undefined;
  }
}

/** The rules of a directory's own file. There may be none, or none that can be read: git goes on without it, too. */
function readRules(directory: string): Ignore | undefined {
  try {
    const text = new TextDecoder().decode(readFileSync(join(directory, '.gitignore')));
    return ignore({ ignorecase: false }).add(text);
  } catch {
    return undefined;
  }
}

/** The directories from the root of the repository down to this one; only this one where there is no repository. */
function ancestorsInRepository(directory: string): readonly string[] {
  const chain: string[] = [];
  for (let current = directory; ; current = dirname(current)) {
    chain.unshift(current);
    if (existsSync(join(current, '.git'))) return chain;
    if (dirname(current) === current) return [directory];
  }
}
