import { type Diagnostic, type Severity, severities } from '../../diagnostic.ts';
import { type LintOptions, lint } from '../../lint/lint.ts';
import { failureThreshold, presets } from '../../lint/presets.ts';
import type { Assumptions } from '../../model/assumptions.ts';
import { parse } from '../../parser/parse.ts';
import { rules } from '../../rules/index.ts';
import { Source } from '../../text/source.ts';
import { readBuildArgument } from '../build-argument.ts';
import { colorOptions, wantsColor } from '../color.ts';
import { type Arguments, defineCommand, type OptionSpecs } from '../command.ts';
import { Exit, highest } from '../exit.ts';
import { fail } from '../fail.ts';
import { type Input, InputError } from '../input/input.ts';
import { readInputs } from '../input/read-inputs.ts';
import { refuseBinary } from '../input/refuse-binary.ts';
import type { Io } from '../io.ts';
import type { FileReport, Reporter } from '../reporters/reporter.ts';
import { formats, reporters } from '../reporters/reporters.ts';
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
  'stdin-filename': { type: 'string', value: 'NAME', summary: 'What standard input is called in findings' },
  quiet: { type: 'flag', short: 'q', summary: 'Print findings and nothing else' },
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
  ],
  async run(args, io) {
    const preset = args.options.preset ?? 'recommended';
    const threshold = args.options['failure-threshold'] ?? failureThreshold(preset);
    const options = { rules, preset, assumptions: readAssumptions(args.options, io) };
    const reporter = await createReporter(args.options, io);
    const tally = new Tally();
    let exit: Exit = Exit.clean;
    for await (const input of inputsOf(args, io)) {
      try {
        const report = lintInput(input, options);
        tally.add(report.diagnostics);
        if (fails(report.diagnostics, threshold)) exit = highest(exit, Exit.findings);
        io.stdout.write(reporter.file(report));
      } catch (error) {
        exit = highest(exit, fail(error, io, input.name));
      }
    }
    io.stdout.write(reporter.end(tally));
    return exit;
  },
});

type Options = Arguments<typeof table>['options'];

/** An argument without a value takes that of the environment, as in a build. */
function readAssumptions(options: Options, { env }: Io): Assumptions {
  const given = options['build-arg'].map((text) => readBuildArgument(text, env));
  const buildArgs = new Map(given.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
  return { buildArgs, target: options.target ?? null };
}

function inputsOf({ options, operands }: Arguments<typeof table>, io: Io) {
  const stdinName = options['stdin-filename'] ?? '<stdin>';
  return readInputs(operands.length === 0 ? ['.'] : operands, { stdinName, searchDirectories: true }, io);
}

async function createReporter(options: Options, io: Io): Promise<Reporter> {
  const style = createStyle(wantsColor(options, io));
  const format = options.format ?? (io.stdout.isTerminal ? 'pretty' : 'compact');
  const create = await reporters[format]();
  return create({ style, columns: Math.max(io.stdout.columns ?? 100, 40), quiet: options.quiet });
}

function lintInput(input: Input | InputError, options: LintOptions): FileReport {
  if (input instanceof InputError) throw input;
  refuseBinary(input);
  const dockerfile = parse(Source.fromBytes(input.bytes));
  return { file: input.name, source: dockerfile.source, diagnostics: lint(dockerfile, options) };
}

function fails(diagnostics: readonly Diagnostic[], threshold: Severity | 'none'): boolean {
  if (threshold === 'none') return false;
  const least = severities.indexOf(threshold);
  return diagnostics.some(({ severity }) => severities.indexOf(severity) <= least);
}
