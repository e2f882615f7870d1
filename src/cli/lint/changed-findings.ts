import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Diagnostic } from '../../diagnostic.ts';
import type { Item } from '../../parser/ast.ts';
import { type LineRange, lineRange } from '../../text/line-range.ts';
import type { Source } from '../../text/source.ts';
import type { Span } from '../../text/span.ts';
import type { Io } from '../io.ts';
import type { FileReport } from '../reporters/reporter.ts';
import { type ChangedLines, touches } from './line-ranges.ts';
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
    // hadolint's preset has moved findings to the first lines of their instructions: they may be about any line of these.
    const items = report.preset === 'hadolint' ? report.dockerfile().document.items : [];
    return report.diagnostics.filter(({ span }) =>
      touches(linesOf(wholeOf(span, items), report.source), changed),
    );
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

/** A place, up to the end of the item that it stands in, if it is one of these. */
function wholeOf(span: Span, items: readonly Item[]): Span {
  const item = items.find(({ extent }) => extent.start <= span.start && span.start < extent.end);
  return { start: span.start, end: Math.max(span.end, item?.extent.end ?? 0) };
}

function linesOf(span: Span, source: Source): LineRange {
  const { first, last } = lineRange(span, source);
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
