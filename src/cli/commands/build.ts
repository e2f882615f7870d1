import { resolve } from 'node:path';
import type { BuildOptions } from '../../build/index.ts';
import { readBuildArgument } from '../build-argument.ts';
import { BuildPrinter } from '../build-printer.ts';
import { type Arguments, defineCommand, type OptionSpecs, UsageError } from '../command.ts';
import { Exit } from '../exit.ts';
import type { Io } from '../io.ts';
import { printError } from '../print-error.ts';

const options = {
  tag: {
    type: 'strings',
    short: 't',
    value: 'NAME',
    summary: 'Name of the image, with a tag if you like: name:tag',
  },
  file: {
    type: 'string',
    short: 'f',
    value: 'FILE',
    summary: "The Dockerfile (default PATH/Dockerfile); '-' reads standard input",
  },
  'build-arg': {
    type: 'strings',
    value: 'K=V',
    summary: 'Value of an ARG; without =V it comes from the environment',
  },
  target: { type: 'string', value: 'STAGE', summary: 'Stop at this stage' },
  'no-cache': { type: 'flag', summary: 'Run every step, whatever earlier builds left' },
  pull: { type: 'flag', summary: 'Look for newer versions of the base images' },
  network: { type: 'string', value: 'MODE', summary: 'Network of RUN: host, none, or the name of one' },
  host: {
    type: 'string',
    short: 'H',
    value: 'ADDRESS',
    summary: 'The daemon: unix:///path or tcp://host:port (default DOCKER_HOST)',
  },
  quiet: { type: 'flag', short: 'q', summary: 'Print the image id and nothing else' },
} as const satisfies OptionSpecs;

/** `dlint build`: build an image through a daemon (docker's `docker build` with the classic builder). */
export default defineCommand({
  name: 'build',
  summary: 'Build an image with a Docker or Podman daemon',
  description:
    'PATH is the build context: it is sent to the daemon without what .dockerignore excludes; ' +
    'a <Dockerfile>.dockerignore beside the Dockerfile takes its place. Options mean what they mean to docker build.',
  operands: 'PATH',
  options,
  examples: [
    ['dlint build -t app:1.2 .', 'Build the working directory'],
    ['dlint build -H tcp://127.0.0.1:2375 -f ci/Dockerfile .', 'Use another daemon and another Dockerfile'],
    ['dlint build -q .', 'For scripts: print the image id only'],
  ],
  async run(args, io) {
    const { build, BuildError } = await import('../../build/index.ts');
    const printer = new BuildPrinter(io, args.options.quiet);
    try {
      for await (const event of build(await toBuildOptions(args, io))) printer.show(event);
      return Exit.clean;
    } catch (error) {
      if (!(error instanceof BuildError)) throw error;
      if (error.code === 'CANCELLED') return Exit.interrupted;
      printer.showHeld();
      printError(io, error.message);
      return error.code === 'TAG_INVALID' ? Exit.usage : Exit.findings;
    }
  },
});

async function toBuildOptions(args: Arguments<typeof options>, io: Io): Promise<BuildOptions> {
  const { tag, file, target, pull, network, host, quiet } = args.options;
  return {
    context: resolve(io.cwd, contextOf(args.operands)),
    dockerfile: file === '-' ? { content: await readAll(io.stdin) } : file && resolve(io.cwd, file),
    host,
    environment: io.env,
    tags: tag,
    buildArguments: Object.fromEntries(
      args.options['build-arg'].map((text) => readBuildArgument(text, io.env)),
    ),
    target,
    noCache: args.options['no-cache'],
    pull,
    network,
    quiet,
    signal: io.signal,
  };
}

function contextOf(operands: readonly string[]): string {
  const [path, ...rest] = operands;
  if (path === undefined || rest.length > 0)
    throw new UsageError("'dlint build' requires 1 argument: the build context PATH");
  if (path === '') throw new UsageError('the build context PATH is empty');
  if (path === '-')
    throw new UsageError("a build context from standard input ('-') is not supported: give a directory");
  if (/^(?:https?|git|ssh):\/\/|^git@/.test(path)) {
    throw new UsageError(`the build context ${path} is not supported: fetch it and give its directory`);
  }
  return path;
}

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
