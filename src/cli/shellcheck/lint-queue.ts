import type { Diagnostic } from '../../diagnostic.ts';
import type { Dockerfile } from '../../parser/parse.ts';
import type { Check, Configured, ScriptChecks } from './script-checks.ts';

/** A file that was read, ready to be linted. */
export interface Parsed<Configuration extends Configured> {
  readonly name: string;
  readonly dockerfile: Dockerfile;
  readonly configuration: Configuration;
}

type Lint<Configuration extends Configured> = (
  file: Parsed<Configuration>,
  external: readonly Diagnostic[],
) => Promise<void>;

interface Waiting<Configuration extends Configured> {
  readonly file: Parsed<Configuration>;
  readonly checks: readonly Check[];
}

/** Enough scripts that starting ShellCheck for them costs little; few enough that findings are seen soon. */
const BATCH = 400;

/** Lints files in their order, and waits with those whose scripts are not checked until it is worth starting ShellCheck. */
export class LintQueue<Configuration extends Configured> {
  readonly #checks: ScriptChecks;
  readonly #lint: Lint<Configuration>;
  #waiting: Waiting<Configuration>[] = [];
  #open = 0;

  constructor(checks: ScriptChecks, lint: Lint<Configuration>) {
    this.#checks = checks;
    this.#lint = lint;
  }

  async add(file: Parsed<Configuration>): Promise<void> {
    const checks = await this.#checks.of(file.dockerfile, file.configuration);
    this.#waiting.push({ file, checks });
    this.#open += checks.filter(({ isOpen }) => isOpen).length;
    if (this.#open === 0 || this.#open >= BATCH) await this.flush();
  }

  /** Lints what waits. */
  async flush(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#open = 0;
    await this.#checks.run(waiting.flatMap(({ checks }) => checks));
    for (const { checks, file } of waiting) await this.#lint(file, await this.#checks.findings(checks));
  }
}
