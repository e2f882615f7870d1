import type { Assumptions } from '../../model/assumptions.ts';
import { readBuildArgument } from '../build-argument.ts';
import type { Io } from '../io.ts';
import { readPlatform } from '../platform-argument.ts';
import type { Surroundings } from './lint-file.ts';
import type { LintOptions } from './options.ts';

/** What the command line says of the build. Throws a `UsageError` for what cannot be. */
export function readSurroundings(options: LintOptions, io: Io): Surroundings {
  return { assumptions: readAssumptions(options, io), context: options.context, cwd: io.cwd };
}

/** An argument without a value takes that of the environment, as in a build. */
function readAssumptions(options: LintOptions, { env }: Io): Assumptions {
  const given = options['build-arg'].map((text) => readBuildArgument(text, env));
  const buildArgs = new Map(given.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
  const platform = options.platform === undefined ? {} : { platform: readPlatform(options.platform) };
  return { buildArgs, target: options.target ?? null, ...platform };
}
