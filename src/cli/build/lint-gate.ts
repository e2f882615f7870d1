import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { defaultDockerfile } from '../../build/context/locate-dockerfile.ts';
import type { BuildOptions } from '../../build/index.ts';
import { parsePlatform } from '../../model/platform.ts';
import type { OptionSpecs } from '../command.ts';
import { readCommandLine } from '../command-line.ts';
import { Exit } from '../exit.ts';
import { fail } from '../fail.ts';
import type { Io } from '../io.ts';
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
 * A Dockerfile within an archive or behind a URL is not linted.
 */
export async function lintGate(
  mode: 'off' | 'warn' | 'error',
  options: BuildOptions,
  io: Io,
): Promise<Verdict> {
  // Nobody would see the findings.
  if (mode === 'off' || (mode === 'warn' && options.quiet)) return { exit: Exit.clean };
  const target = targetOf(options, io.cwd);
  if (target === undefined) return { exit: Exit.clean };
  const verdict = await lint(target, options, io);
  return mode === 'error' ? verdict : { ...verdict, exit: Exit.clean };
}

/** Undefined where there is none to look at; then the build tells what is wrong. */
function targetOf({ context, dockerfile }: BuildOptions, cwd: string): Target | undefined {
  if (typeof context !== 'string') return undefined;
  if (typeof dockerfile === 'object') return { operand: '-', content: dockerfile.content };
  const path = dockerfile || defaultDockerfile(context);
  return path && existsSync(path) ? { operand: relative(cwd, path), content: undefined } : undefined;
}

async function lint({ operand, content }: Target, options: BuildOptions, io: Io): Promise<Verdict> {
  const [{ Configuration }, { lintOptions }, { runLint }, { ReportedChecks: Reported }] = await Promise.all([
    import('../config/configuration.ts'),
    import('../lint/options.ts'),
    import('../lint/run-lint.ts'),
    import('./reported-checks.ts'),
  ]);
  const request = readCommandLine([...assumptionsOf(options), '--', operand], lintOptions);
  if (request.kind !== 'run') return { exit: Exit.clean };
  const shown: Io = {
    // Only asked for where it is read: looking at the process's own would open it.
    get stdin() {
      return content === undefined ? io.stdin : once(content);
    },
    stdout: io.stderr,
    stderr: io.stderr,
    env: io.env,
    cwd: io.cwd,
    signal: io.signal,
  };
  const reported = new Reported();
  try {
    const configuration = await Configuration.open(request.args.options, shown);
    return { exit: await runLint(request.args, configuration, shown, reported), reported };
  } catch (error) {
    if (io.signal.aborted) throw error;
    return { exit: fail(error, io), reported };
  }
}

/** What the build will be, as options of `dlint lint`. */
function assumptionsOf({ buildArguments = {}, context, platform, target }: BuildOptions): readonly string[] {
  const values = Object.entries(buildArguments).flatMap(([name, value]) =>
    value === null ? [] : [`--build-arg=${name}=${value}`],
  );
  return [
    ...values,
    ...(target ? [`--target=${target}`] : []),
    ...(platform && parsePlatform(platform).ok ? [`--platform=${platform}`] : []),
    ...(typeof context === 'string' ? [`--context=${context}`] : []),
  ];
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
