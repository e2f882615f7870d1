import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { UsageError } from '../command.ts';
import type { Io } from '../io.ts';
import { Git } from './git.ts';
import { type ChangedLines, readHunks } from './line-ranges.ts';

/** Diffs that depend on nobody's configuration: only added lines, whatever the file is taken for. */
const DIFF = [
  'diff',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--text',
  '-U0',
  '--inter-hunk-context=0',
];

/** The working tree of a repository, and what is changed in it since a revision. */
export class Repository {
  readonly #git: Git;
  /** Absolute, without links. */
  readonly #root: string;
  /** Where the branch left the revision. */
  readonly #base: string;
  /** What files were called there, by what they are called now; those that are changed. */
  readonly #formerNames: ReadonlyMap<string, string | null>;
  #tracked: Promise<ReadonlySet<string>> | undefined;

  private constructor(git: Git, root: string, base: string, formerNames: ReadonlyMap<string, string | null>) {
    this.#git = git;
    this.#root = root;
    this.#base = base;
    this.#formerNames = formerNames;
  }

  /** Opens the repository that a directory (absolute) belongs to. Throws a `UsageError` where there is none, or no such revision. */
  static async open(directory: string, revision: string, io: Io): Promise<Repository> {
    const found = await new Git(directory, io).run('rev-parse', '--show-toplevel');
    if (found.code !== 0) throw new UsageError(`--since: ${directory}: ${found.complaint}`);
    const root = found.stdout.toString().replace(/\n$/, '');
    const git = new Git(root, io);
    const base = await findBase(git, revision);
    const list = await git.read(
      'diff',
      '--raw',
      '-z',
      '--no-abbrev',
      '-M',
      '--ignore-submodules',
      base,
      '--',
    );
    return new Repository(git, root, base, readFormerNames(list));
  }

  /** What is changed in a file (absolute, without links) as it is on the disk. */
  async changedLines(file: string): Promise<ChangedLines> {
    const name = this.#nameOf(file);
    const former = this.#formerNames.get(name);
    if (former === null) return 'all';
    if (former === undefined) return (await this.#isTracked(name)) ? [] : 'all';
    const names = former === name ? [name] : [former, name];
    return readHunks(await this.#git.read('--literal-pathspecs', ...DIFF, '-M', this.#base, '--', ...names));
  }

  /** What is changed in a file (absolute, without links) if this is its content. */
  async changedLinesOf(file: string, content: Uint8Array): Promise<ChangedLines> {
    const name = this.#nameOf(file);
    const former = this.#formerNames.get(name) ?? name;
    const before = await this.#git.run('cat-file', '--filters', `${this.#base}:${former}`);
    if (before.code !== 0) return 'all';
    const folder = mkdtempSync(join(tmpdir(), 'dlint-since-'));
    try {
      writeFileSync(join(folder, 'before'), before.stdout);
      writeFileSync(join(folder, 'after'), content);
      const diff = await this.#git.compare(
        ...DIFF,
        '--no-index',
        '--',
        join(folder, 'before'),
        join(folder, 'after'),
      );
      return readHunks(diff);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  #nameOf(file: string): string {
    return relative(this.#root, file).split(sep).join('/');
  }

  async #isTracked(name: string): Promise<boolean> {
    this.#tracked ??= this.#git.read('ls-files', '-z').then((list) => new Set(list.split('\0')));
    return (await this.#tracked).has(name);
  }
}

/** Where the history of the working tree left a revision; the revision itself where they have nothing in common, as in a shallow clone. */
async function findBase(git: Git, revision: string): Promise<string> {
  const commit = await git.run(
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${revision}^{commit}`,
  );
  if (commit.code !== 0) throw new UsageError(`--since: git knows no revision '${revision}'`);
  const found = commit.stdout.toString().trim();
  const base = await git.run('merge-base', found, 'HEAD');
  return base.code === 0 ? base.stdout.toString().trim() : found;
}

/** Reads `git diff --raw -z`: `:modes objects status NUL path NUL`, with a second path for what is renamed (git-diff(1), "Raw output format"). */
function readFormerNames(list: string): ReadonlyMap<string, string | null> {
  const names = new Map<string, string | null>();
  const fields = list.split('\0')[Symbol.iterator]();
  for (const head of fields) {
    const status = /\s([A-Z])\d*$/.exec(head)?.[1];
    const former = fields.next().value;
    if (status === undefined || former === undefined) break;
    const name = status === 'R' ? (fields.next().value ?? former) : former;
    names.set(name, status === 'A' || status === 'D' ? null : former);
  }
  return names;
}
