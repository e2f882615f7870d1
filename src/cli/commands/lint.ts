import { type Diagnostic, severities } from '../../diagnostic.ts';
import type { Threshold } from '../../lint/config/config.ts';
import { lint } from '../../lint/lint.ts';
import { presets } from '../../lint/presets.ts';
import type { Assumptions } from '../../model/assumptions.ts';
import { parse } from '../../parser/parse.ts';
import { Source } from '../../text/source.ts';
import { readBuildArgument } from '../build-argument.ts';
import { colorOptions, wantsColor } from '../color.ts';
import { type Arguments, defineCommand, type OptionSpecs } from '../command.ts';
import { Configuration, describeConfiguration, type FileConfiguration } from '../config/configuration.ts';
import { configOptions } from '../config/options.ts';
import { Exit, highest } from '../exit.ts';
import { fail } from '../fail.ts';
import { readIgnoredFiles } from '../input/ignored-files.ts';
import { type Input, InputError } from '../input/input.ts';
import { readInputs } from '../input/read-inputs.ts';
import { refuseBinary } from '../input/refuse-binary.ts';
import type { Io } from '../io.ts';
import { readPlatform } from '../platform-argument.ts';
import type { Reporter } from '../reporters/reporter.ts';
import { formats, reporters } from '../reporters/reporters.ts';
import { LintQueue, type Parsed } from '../shellcheck/lint-queue.ts';
import { shellcheckOptions } from '../shellcheck/options.ts';
import { ScriptChecks } from '../shellcheck/script-checks.ts';
import { createStyle } from '../style.ts';
import { Tally } from '../tally.ts';

const table = {
  preset: {
    type: 'string',
    value: 'NAME',
    choices: presets,
    summary: 'Which rules run and how severe they are (default recommended)',
  },
  format: {
    type: 'string',
    short: 'f',
    value: 'FORMAT',
    choices: formats,
    summary: 'How findings are shown (default pretty on a terminal, else compact)',
  },
  'failure-threshold': {
    type: 'string',
    short: 't',
    value: 'SEVERITY',
    choices: [...severities, 'none'],
    summary: 'Least severity that gives exit code 1 (default by preset)',
  },
  'build-arg': { type: 'strings', value: 'K=V', summary: 'Assume that the build gives an ARG this value' },
  target: { type: 'string', value: 'STAGE', summary: 'Assume that the build ends at this stage' },
  platform: { type: 'string', value: 'PLATFORM', summary: 'Assume that the build is for this platform' },
  context: {
    type: 'string',
    value: 'DIR',
    summary: "Where the build's .dockerignore is (default beside the Dockerfile)",
  },
  'stdin-filename': { type: 'string', value: 'NAME', summary: 'What standard input is called in findings' },
  quiet: { type: 'flag', short: 'q', summary: 'Print findings and nothing else' },
  ...configOptions,
  ...shellcheckOptions,
  ...colorOptions,
} as const satisfies OptionSpecs;

/** `dlint lint`: what is wrong with Dockerfiles. */
export default defineCommand({
  name: 'lint',
  summary: 'Find what is wrong with Dockerfiles',
  description:
    'A file is linted whatever its name. A directory is searched for Dockerfile, Dockerfile.*, *.Dockerfile and the same with ' +
    "Containerfile, without what .gitignore excludes; it is the working directory where no path is given. '-' is standard input.",
  operands: '[PATH...]',
  options: table,
  examples: [
    ['dlint', 'Lint every Dockerfile below the working directory'],
    ['dlint --preset strict api/Dockerfile', 'Lint one file with more rules'],
    ['dlint -f json -t error .', 'For programs; fail on errors only'],
    ['dlint - < Dockerfile', 'Lint standard input'],
    ['dlint --rule DL3007=off --rule multiple-cmd=error', 'Set rules by code or by name'],
    ['dlint --print-config Dockerfile', 'See what is configured for a file, and where'],
  ],
  async run(args, io) {
    const configuration = await Configuration.open({ ...args.options, preset: presetOf(args.options) }, io);
    if (args.options['print-config']) return await printConfigs(args, configuration, io);
    const general = readAssumptions(args.options, io);
    const reporter = await createReporter(args.options, io);
    const tally = new Tally();
    let exit: Exit = Exit.clean;
    const checks = new ScriptChecks(args.options, general, io);
    const queue = new LintQueue<FileConfiguration>(
      checks,
      ({ configuration, dockerfile, name }, external) => {
        try {
          const ignored = readIgnoredFiles(name, args.options.context, io.cwd);
          const known = { ...general, images: configuration.images };
          const assumptions = ignored === undefined ? known : { ...known, ignored };
          const diagnostics = lint(dockerfile, { ...configuration, assumptions, external });
          tally.add(diagnostics);
          if (fails(diagnostics, configuration.threshold)) exit = highest(exit, Exit.findings);
          io.stdout.write(
            reporter.file({ file: name, source: dockerfile.source, dockerfile, assumptions, diagnostics }),
          );
        } catch (error) {
          exit = highest(exit, fail(error, io, name));
        }
      },
    );
    const failed = await eachInput(args, configuration, io, (input, configured) =>
      configured.isIgnored ? undefined : queue.add(readDockerfile(input, configured)),
    );
    await queue.flush();
    io.stdout.write(reporter.end(tally));
    return [failed, checks.exit].reduce(highest, exit);
  },
});

type Options = Arguments<typeof table>['options'];

/** An argument without a value takes that of the environment, as in a build. */
function readAssumptions(options: Options, { env }: Io): Assumptions {
  const given = options['build-arg'].map((text) => readBuildArgument(text, env));
  const buildArgs = new Map(given.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
  const platform = options.platform === undefined ? {} : { platform: readPlatform(options.platform) };
  return { buildArgs, target: options.target ?? null, ...platform };
}

/** BuildKit's own format shows BuildKit's own checks. */
function presetOf({ format, preset }: Options): Options['preset'] {
  return preset ?? (format === 'buildkit-check' ? 'buildkit' : undefined);
}

type Visit = (input: Input, configured: FileConfiguration) => unknown;

/** Does something with each input and what is configured for it. Gives the exit code of those for which that went wrong. */
async function eachInput(
  { operands, options }: Arguments<typeof table>,
  configuration: Configuration,
  io: Io,
  visit: Visit,
): Promise<Exit> {
  const stdinName = options['stdin-filename'] ?? '<stdin>';
  const reported = new Set<unknown>();
  let exit: Exit = Exit.clean;
  const inputs = readInputs(
    operands.length === 0 ? ['.'] : operands,
    { stdinName, searchDirectories: true },
    io,
  );
  for await (const input of inputs) {
    try {
      if (input instanceof InputError) throw input;
      const configured = await configuration.of(input.name);
      if (options.verbose)
        io.stderr.write(`dlint: ${describeConfiguration(input.name, configured, io.cwd)}\n`);
      await visit(input, configured);
    } catch (error) {
      if (io.signal.aborted) throw error;
      // A configuration with a mistake fails each of its files, but it is one mistake.
      if (!reported.has(error)) exit = highest(exit, fail(error, io, input.name));
      reported.add(error);
    }
  }
  return exit;
}

async function printConfigs(
  args: Arguments<typeof table>,
  configuration: Configuration,
  io: Io,
): Promise<Exit> {
  const { printConfig } = await import('../config/print-config.ts');
  return eachInput(args, configuration, io, ({ name }, configured) =>
    io.stdout.write(printConfig(name, configured, io.cwd)),
  );
}

async function createReporter(options: Options, io: Io): Promise<Reporter> {
  const style = createStyle(wantsColor(options, io));
  const format = options.format ?? (io.stdout.isTerminal ? 'pretty' : 'compact');
  const create = await reporters[format]();
  return create({ style, columns: Math.max(io.stdout.columns ?? 100, 40), quiet: options.quiet });
}

function readDockerfile(input: Input, configuration: FileConfiguration): Parsed<FileConfiguration> {
  refuseBinary(input);
  return { name: input.name, dockerfile: parse(Source.fromBytes(input.bytes)), configuration };
}

function fails(diagnostics: readonly Diagnostic[], threshold: Threshold): boolean {
  if (threshold === 'none') return false;
  const least = severities.indexOf(threshold);
  return diagnostics.some(({ severity }) => severities.indexOf(severity) <= least);
}
