import { existsSync, statSync } from 'node:fs';
import { isAbsolute, relative } from 'node:path';
import { Readable } from 'node:stream';
import { defaultDockerfile } from '../../build/context/locate-dockerfile.ts';
import type { BuildOptions } from '../../build/index.ts';
import { parsePlatform } from '../../model/platform.ts';
import { type OptionSpecs, UsageError } from '../command.ts';
import { notGiven } from '../command-line.ts';
import { Exit } from '../exit.ts';
import { fail } from '../fail.ts';
import type { Io } from '../io.ts';
import type { LintArguments, LintOptions } from '../lint/options.ts';
import type { ReportedChecks } from './reported-checks.ts';

/** The option that says what is done with findings in the Dockerfile. */
export const lintGateOption = {
  lint: {
    type: 'string',
    value: 'WHEN',
    choices: ['off', 'warn', 'error'],
    lastWins: true,
    group: 'What is built',
    summary: 'Lint the Dockerfile first (default warn); with error, do not build what dlint lint would fail',
  },
} as const satisfies OptionSpecs;

/** The Dockerfile as `dlint lint` takes it: an operand, and what standard input holds if that is `-`. */
interface Target {
  readonly operand: string;
  readonly content: Uint8Array | undefined;
}

/** What came out of linting. */
interface Verdict {
  /** The exit code if the build must not begin, else 0. */
  readonly exit: Exit;
  /** What was shown; undefined where nothing was linted. */
  readonly reported?: ReportedChecks;
}

/**
 * Lints the Dockerfile of a build as `dlint lint` would, with the configuration of its directory; findings are shown on standard error.
 * `given` is the Dockerfile that is all of the context. One within an archive or behind a URL is not linted: throws a UsageError where its findings were to stop the build.
 */
export async function lintGate(
  mode: 'off' | 'warn' | 'error',
  options: BuildOptions,
  given: Uint8Array | undefined,
  io: Io,
): Promise<Verdict> {
  if (mode === 'off') return { exit: Exit.clean };
  const target = given === undefined ? targetOf(options, io.cwd) : { operand: '-', content: given };
  if (target === undefined) {
    if (mode === 'error') refuseUnseen(options);
    return { exit: Exit.clean };
  }
  const verdict = await lint(target, options, io);
  return mode === 'error' ? verdict : { ...verdict, exit: Exit.clean };
}

function refuseUnseen(options: BuildOptions): void {
  if (folderOf(options) !== undefined) return;
  throw new UsageError(
    '--lint error cannot see a Dockerfile in an archive or behind a URL: give it with -f -, or lint it beforehand',
  );
}

/** Undefined where there is none to look at; if there should be one, the build tells what is wrong. */
function targetOf(options: BuildOptions, cwd: string): Target | undefined {
  const { dockerfile } = options;
  if (typeof dockerfile === 'object') return { operand: '-', content: dockerfile.content };
  const folder = folderOf(options);
  const path = folder && (dockerfile || defaultDockerfile(folder));
  // Of a directory, all Dockerfiles below it would be linted.
  if (!path || !existsSync(path) || !statSync(path).isFile()) return undefined;
  const name = relative(cwd, path);
  return { operand: name === '-' ? './-' : name, content: undefined };
}

/** The directory that is built; undefined for an archive or a URL, which no absolute path is. */
function folderOf({ context }: BuildOptions): string | undefined {
  return typeof context === 'string' && isAbsolute(context) ? context : undefined;
}

async function lint({ operand, content }: Target, options: BuildOptions, io: Io): Promise<Verdict> {
  const [{ Configuration }, { lintOptions }, { runLint }, { ReportedChecks: Reported }] = await Promise.all([
    import('../config/configuration.ts'),
    import('../lint/options.ts'),
    import('../lint/run-lint.ts'),
    import('./reported-checks.ts'),
  ]);
  const args: LintArguments = {
    options: { ...notGiven(lintOptions), ...assumptionsOf(options) },
    operands: [operand],
  };
  const shown: Io = {
    // Only asked for where it is read: looking at the process's own would open it.
    get stdin() {
      return content === undefined ? io.stdin : Readable.from([content]);
    },
    stdout: io.stderr,
    stderr: io.stderr,
    env: io.env,
    cwd: io.cwd,
    signal: io.signal,
  };
  const reported = new Reported();
  try {
    const configuration = await Configuration.open(args.options, shown);
    return { exit: await runLint(args, configuration, shown, reported), reported };
  } catch (error) {
    if (io.signal.aborted) throw error;
    return { exit: fail(error, io), reported };
  }
}

/** What the build will be, as options of `dlint lint`. */
function assumptionsOf(options: BuildOptions): Partial<LintOptions> {
  const { buildArguments = {}, platform, target } = options;
  const values = Object.entries(buildArguments).flatMap(([name, value]) =>
    value === null ? [] : [`${name}=${value}`],
  );
  return {
    'build-arg': values,
    target: target || undefined,
    platform: platform && parsePlatform(platform).ok ? platform : undefined,
    context: folderOf(options),
  };
}
