import { defineCommand, UsageError } from '../command.ts';
import { Configuration } from '../config/configuration.ts';
import type { Exit } from '../exit.ts';
import { Failures } from '../failures.ts';
import { isDirectory } from '../input/is-directory.ts';
import type { Io } from '../io.ts';
import { eachInput, inputsOf } from '../lint/each-input.ts';
import { type LintArguments, type LintOptions, lintOptions } from '../lint/options.ts';
import { planOutputs } from '../lint/output-plan.ts';
import { runLint } from '../lint/run-lint.ts';
import { printError } from '../print-error.ts';

/** `dlint lint`: what is wrong with Dockerfiles. */
export default defineCommand({
  name: 'lint',
  summary: 'Find what is wrong with Dockerfiles',
  description:
    'A file is linted whatever its name. A directory is searched for Dockerfile, Dockerfile.*, *.Dockerfile and the same with ' +
    'Containerfile, without what .gitignore excludes; it is the working directory where no path is given. A pattern such as ' +
    "'services/**/Dockerfile' is searched for likewise, '!services/old/' leaves files out, '-' is standard input.",
  operands: '[PATH...]',
  options: lintOptions,
  examples: [
    ['dlint', 'Lint every Dockerfile below the working directory'],
    ['dlint --preset strict api/Dockerfile', 'Lint one file with more rules'],
    ['dlint -f json -t error .', 'For programs; fail on errors only'],
    ['dlint -f compact -f sarif:dlint.sarif', 'Print findings and write a report'],
    ['dlint --since origin/main', 'Report what is new on a branch'],
    ['dlint - < Dockerfile', 'Lint standard input'],
    ['dlint --rule DL3007=off --rule multiple-cmd=error', 'Set rules by code or by name'],
    ['dlint --print-config Dockerfile', 'See what is configured for a file, and where'],
  ],
  async run(args, io) {
    const configuration = await Configuration.open({ ...args.options, preset: presetOf(args.options) }, io);
    refuseNoContext(args.options, io);
    if (args.options['print-config']) return await printConfigs(args, configuration, io);
    return await runLint(args, configuration, io);
  },
});

/** Without its ignore file a context is like any other, so that nobody would see that it is not there. */
function refuseNoContext({ context }: LintOptions, { cwd }: Io): void {
  if (context !== undefined && !isDirectory(context, cwd))
    throw new UsageError(`--context: there is no directory ${context}`);
}

/** BuildKit's own format shows BuildKit's own checks. */
function presetOf({ format, output, preset }: LintOptions): LintOptions['preset'] {
  if (preset !== undefined) return preset;
  const isBuildkit = planOutputs(format, output).some((plan) => plan.format === 'buildkit-check');
  return isBuildkit ? 'buildkit' : undefined;
}

async function printConfigs(args: LintArguments, configuration: Configuration, io: Io): Promise<Exit> {
  const { printConfig } = await import('../config/print-config.ts');
  const failures = new Failures(io);
  if (configuration.warning !== undefined) printError(io, configuration.warning);
  await eachInput(await inputsOf(args, io), { args, configuration, failures, io }, ({ name }, configured) =>
    io.stdout.write(printConfig(name, configured, io.cwd)),
  );
  return failures.exit;
}
