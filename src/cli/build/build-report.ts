import { isAbsolute } from 'node:path';
import type { BuildError, BuildEvent, VertexWarning } from '../../build/index.ts';
import type { Io } from '../io.ts';
import { printError } from '../print-error.ts';
import { showPath } from '../show-path.ts';
import { BuildWarnings } from './build-warnings.ts';
import { frameView } from './frame-view.ts';

/** How a build is reported. */
export interface ReportSettings {
  /** Whether nothing but errors is shown. */
  readonly quiet: boolean;
  /** Whether what BuildKit warned of is shown. */
  readonly showsWarnings: boolean;
  /** Whether a warning was shown before the build. */
  isKnown(warning: VertexWarning): boolean;
}

/** What is told on standard error when a build is over: what BuildKit warned of, and why it failed, with the code. */
export class BuildReport {
  readonly #io: Io;
  readonly #settings: ReportSettings;
  readonly #warnings = new BuildWarnings();

  constructor(io: Io, settings: ReportSettings) {
    this.#io = io;
    this.#settings = settings;
  }

  /** Everything that BuildKit warned of, each once. */
  get warnings(): readonly VertexWarning[] {
    return this.#warnings.all;
  }

  /** Takes an event in. */
  add(event: BuildEvent): void {
    if (event.kind === 'Progress') this.#warnings.add(event.status);
  }

  /** Shows what BuildKit warned of and what was not shown before. */
  async showWarnings(): Promise<void> {
    const { isKnown, showsWarnings: isAsked } = this.#settings;
    const news = isAsked ? this.warnings.filter((warning) => !isKnown(warning)) : [];
    if (news.length === 0) return;
    const { showWarnings } = await import('./show-warnings.ts');
    this.#io.stderr.write(showWarnings(news, frameView('warning', this.#io)));
  }

  /** Says why the build failed, and shows the lines of the Dockerfile that it is about. */
  async showFailure(error: BuildError): Promise<void> {
    printError(this.#io, shownMessage(error, this.#io.cwd));
    if (this.#settings.quiet || error.dockerfile === undefined) return;
    const { failureFrame } = await import('./failure-frame.ts');
    this.#io.stderr.write(failureFrame(error, frameView('error', this.#io)));
  }
}

/** The message of a failure, whose place is shown as seen from here. */
function shownMessage({ dockerfile, message }: BuildError, cwd: string): string {
  const path = dockerfile?.path ?? '';
  const isFirst = isAbsolute(path) && message.startsWith(`${path}:`);
  return isFirst ? showPath(path, cwd) + message.slice(path.length) : message;
}
