import { errorCode } from '../../build/context/file-error.ts';
import type { BuildError, BuildOptions, VertexWarning } from '../../build/index.ts';
import { BuildReport } from '../build/build-report.ts';
import { buildkitOptions, readBuildKit } from '../build/buildkit-options.ts';
import { readSource } from '../build/context-operand.ts';
import { endpointOptions, readEndpoint } from '../build/endpoint-options.ts';
import { imageOptions, overriddenPlatform, readImage } from '../build/image-options.ts';
import { lintGate, lintGateOption } from '../build/lint-gate.ts';
import { metadataFileOption } from '../build/metadata-file.ts';
import { checkOutputs } from '../build/output-option.ts';
import { progressOption, readProgress } from '../build/progress-option.ts';
import { refusedOptions, refuseOptions } from '../build/refused-options.ts';
import { ResultFiles } from '../build/result-files.ts';
import { spareMemory } from '../build/spare-memory.ts';
import { readSteps, stepOptions } from '../build/step-options.ts';
import { lookIntoStream } from '../build/streamed-context.ts';
import { BuildPrinter } from '../build-printer.ts';
import { type Arguments, defineCommand, type OptionSpecs } from '../command.ts';
import { Exit } from '../exit.ts';
import type { Io } from '../io.ts';
import { printError } from '../print-error.ts';

const options = {
  ...imageOptions,
  ...metadataFileOption,
  ...lintGateOption,
  ...stepOptions,
  ...buildkitOptions,
  ...progressOption,
  ...endpointOptions,
  ...refusedOptions,
} as const satisfies OptionSpecs;

/** `dlint build`: build an image through a daemon (docker's `docker build`). */
export default defineCommand({
  name: 'build',
  summary: 'Build an image with a Docker or Podman daemon',
  description:
    'PATH is the build context: it is sent to the daemon without what .dockerignore excludes; ' +
    'a <Dockerfile>.dockerignore beside the Dockerfile takes its place. URL is a git repository, or a Dockerfile or an ' +
    'archive behind http(s); - reads one of these two from standard input. Options mean what they mean to docker build.',
  operands: 'PATH | URL | -',
  options,
  examples: [
    ['dlint build -t app:1.2 .', 'Build the working directory'],
    ['dlint build -H tcp://127.0.0.1:2375 -f ci/Dockerfile .', 'Use another daemon and another Dockerfile'],
    ['dlint build https://example.com/app.git#v1.2:web', 'Build the directory web of a tag of a repository'],
    ['dlint build -q .', 'For scripts: print the image id only'],
  ],
  async run(args, io) {
    const progress = readProgress(args.options, io);
    const quiet = progress.mode === 'quiet';
    const buildOptions = { ...(await toBuildOptions(args, io)), quiet };
    checkOutputs(buildOptions.outputs ?? []);
    const overridden = overriddenPlatform(args.options.platform);
    if (overridden !== undefined) printError(io, overridden);
    const files = new ResultFiles(args.options, io);
    const { lint = progress.isForPeople ? 'warn' : 'off' } = args.options;
    const streamed = lint === 'off' ? undefined : await lookIntoStream(buildOptions);
    try {
      const { exit, reported } = await lintGate(lint, buildOptions, streamed?.dockerfile, io);
      if (exit !== Exit.clean) return exit;
      const isKnown = (warning: VertexWarning): boolean => reported?.has(warning) ?? false;
      return await runBuild(
        { ...buildOptions, ...(streamed && { context: streamed.context }) },
        {
          files,
          io,
          printer: new BuildPrinter(io, progress),
          report: new BuildReport(io, { quiet, showsWarnings: progress.isForPeople, isKnown }),
        },
      );
    } finally {
      streamed?.close();
    }
  },
});

/** Where a build is shown, and where its result is told. */
interface Surroundings {
  readonly files: ResultFiles;
  readonly io: Io;
  readonly printer: BuildPrinter;
  readonly report: BuildReport;
}

async function runBuild(options: BuildOptions, surroundings: Surroundings): Promise<Exit> {
  const { files, io, printer, report } = surroundings;
  const { build, BuildError } = await import('../../build/index.ts');
  const spareNoMore = spareMemory();
  try {
    for await (const event of build(options)) {
      spareNoMore();
      report.add(event);
      printer.show(event);
      if (event.kind === 'Built') files.write(event, report.warnings);
    }
    await report.showWarnings();
    return Exit.clean;
  } catch (error) {
    printer.end(io.signal.aborted ? 'cancelled' : 'failed');
    if (!(error instanceof BuildError)) throw error;
    return showFailure(error, surroundings);
  } finally {
    spareNoMore();
  }
}

async function showFailure(error: BuildError, { printer, report }: Surroundings): Promise<Exit> {
  if (error.code === 'CANCELLED') return Exit.interrupted;
  // Whoever reads the archive has seen enough.
  if (error.code === 'OUTPUT_UNWRITABLE' && errorCode(error.cause) === 'EPIPE') return Exit.clean;
  printer.showHeld();
  await report.showWarnings();
  await report.showFailure(error);
  return error.code === 'TAG_INVALID' ? Exit.usage : Exit.findings;
}

async function toBuildOptions(args: Arguments<typeof options>, io: Io): Promise<BuildOptions> {
  refuseOptions(args.options);
  return {
    ...readImage(args.options, io.env),
    metadata: Boolean(args.options['metadata-file']),
    ...readSteps(args.options),
    ...readBuildKit(args.options, io),
    ...readEndpoint(args.options, io),
    environment: io.env,
    signal: io.signal,
    ...(await readSource(args.operands, args.options.file, io)),
  };
}
