import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Diagnostic } from '../../diagnostic.ts';
import type { Io } from '../io.ts';
import type { FileReport } from '../reporters/reporter.ts';
import { type ChangedLines, type LineRange, touches } from './line-ranges.ts';
import { Repository } from './repository.ts';
import type { Sieve } from './sieve.ts';

/** Leaves the findings on lines that are changed since a revision of git, in the working tree; all of them in files that git does not have. */
export class ChangedFindings implements Sieve {
  readonly #revision: string;
  readonly #stdinName: string | undefined;
  readonly #io: Io;
  readonly #repositories = new Map<string | undefined, Promise<Repository>>();

  /** `stdinName` is what standard input is called, if it is read: it stands for that file. */
  constructor(revision: string, stdinName: string | undefined, io: Io) {
    this.#revision = revision;
    this.#stdinName = stdinName;
    this.#io = io;
  }

  /** Throws a `UsageError` for a file that is in no repository, and where git fails. */
  async sift(report: FileReport): Promise<readonly Diagnostic[]> {
    const path = withoutLinks(resolve(this.#io.cwd, report.file));
    const repository = await this.#repositoryOf(dirname(path));
    if (report.diagnostics.length === 0) return [];
    const changed = await this.#changedLines(path, repository, report);
    return report.diagnostics.filter((diagnostic) => touches(linesOf(diagnostic, report), changed));
  }

  end(): readonly string[] {
    return [];
  }

  #changedLines(path: string, repository: Repository, { file, source }: FileReport): Promise<ChangedLines> {
    if (file !== this.#stdinName) return repository.changedLines(path);
    const bytes = source.bytes();
    return repository.changedLinesOf(path, source.bom ? Buffer.concat([BOM, bytes]) : bytes);
  }

  #repositoryOf(directory: string): Promise<Repository> {
    const root = rootOf(directory);
    const opened =
      this.#repositories.get(root) ?? Repository.open(root ?? directory, this.#revision, this.#io);
    this.#repositories.set(root, opened);
    return opened;
  }
}

const BOM = Buffer.from('\uFEFF');

/** The lines of a finding. One that hadolint's preset has moved to the first line of its instruction may be about any line of it. */
function linesOf({ span }: Diagnostic, { dockerfile, preset, source }: FileReport): LineRange {
  const instruction =
    preset === 'hadolint'
      ? dockerfile.document.items.find(({ extent }) => extent.start <= span.start && span.start < extent.end)
      : undefined;
  const end = Math.max(span.end, instruction?.extent.end ?? 0);
  const first = source.position(span.start).line;
  const last = Math.max(first, source.position(end - 1).line);
  // Behind the last line break there is no line that could change.
  const most = Math.max(1, source.text.endsWith('\n') ? source.lineCount - 1 : source.lineCount);
  return { first: Math.min(first, most), last: Math.min(last, most) };
}

/** Where a file (absolute) really is; one that is only on standard input may not exist, unlike its directory. */
function withoutLinks(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return existsSync(dirname(path)) ? join(realpathSync(dirname(path)), basename(path)) : path;
  }
}

/** The directory that git will take for the root, so that it is asked once; undefined where git shall say why there is none. */
function rootOf(directory: string): string | undefined {
  for (let current = directory; ; current = dirname(current)) {
    if (existsSync(join(current, '.git'))) return current;
    if (dirname(current) === current) return undefined;
  }
}
