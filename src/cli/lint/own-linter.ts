import type { FileConfiguration } from '../config/file-configuration.ts';
import type { Exit } from '../exit.ts';
import type { Input } from '../input/input.ts';
import type { Io } from '../io.ts';
import { LintQueue } from '../shellcheck/lint-queue.ts';
import { type CheckArguments, ScriptChecks } from '../shellcheck/script-checks.ts';
import { lintFile, parseFile, type Surroundings } from './lint-file.ts';
import type { Linter, TakeReport } from './linter.ts';

/** Lints in the thread that it is called in. */
export class OwnLinter implements Linter {
  readonly #checks: ScriptChecks;
  readonly #queue: LintQueue<FileConfiguration>;

  constructor(options: CheckArguments, surroundings: Surroundings, io: Io, take: TakeReport) {
    this.#checks = new ScriptChecks(options, surroundings.assumptions, io);
    this.#queue = new LintQueue<FileConfiguration>(this.#checks, (file, external) =>
      take(file.name, file.configuration, () => lintFile(file, external, surroundings)),
    );
  }

  get exit(): Exit {
    return this.#checks.exit;
  }

  async add(input: Input, configuration: FileConfiguration): Promise<void> {
    await this.#queue.add(parseFile(input, configuration));
  }

  async flush(): Promise<void> {
    await this.#queue.flush();
  }

  async close(): Promise<void> {
    // Nothing runs when nobody waits for it.
  }
}
