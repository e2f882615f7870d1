import type { BuildOptions } from '../../build/index.ts';
import type { Arguments, OptionSpecs } from '../command.ts';
import type { Io } from '../io.ts';
import { readCacheTo } from './cache-options.ts';
import { asDocker } from './docker-options.ts';
import { readOutput } from './output-option.ts';
import { readSecret } from './secret-option.ts';
import { readSsh } from './ssh-option.ts';

/** The options that need BuildKit, and the one that asks for it. */
export const buildkitOptions = asDocker('BuildKit', {
  builder: {
    type: 'string',
    value: 'BUILDER',
    choices: ['classic', 'buildkit'],
    summary: 'Who builds (default DOCKER_BUILDKIT, or what the daemon takes)',
  },
  output: {
    type: 'strings',
    short: 'o',
    value: 'OUTPUT',
    summary: "What becomes of the result: a directory, '-' for a tar archive, or type=TYPE,dest=PATH",
  },
  push: { type: 'flag', summary: 'Push the image, under all its names, when it is built' },
  load: { type: 'flag', summary: 'Leave the image in the daemon, as is done anyway' },
  'cache-to': {
    type: 'strings',
    value: 'CACHE',
    summary: 'type=inline: let other builds use the image as a cache',
  },
  secret: {
    type: 'strings',
    value: 'SECRET',
    summary: 'Value for RUN --mount=type=secret: id=ID,src=FILE or id=ID,env=NAME',
  },
  ssh: {
    type: 'strings',
    value: 'AGENT',
    summary: 'SSH agent for RUN --mount=type=ssh: default, ID=SOCKET or ID=KEY',
  },
} as const satisfies OptionSpecs);

type Values = Arguments<typeof buildkitOptions>['options'];

/** What the command line says about BuildKit. Throws a UsageError. */
export function readBuildKit(options: Values, io: Io): Omit<BuildOptions, 'context'> {
  const outputs = options.output.map((text) => readOutput(text, io));
  return {
    builder: options.builder,
    outputs: options.load ? [...outputs, { type: 'docker' }] : outputs,
    push: options.push,
    inlineCache: readCacheTo(options['cache-to']),
    secrets: options.secret.map((text) => readSecret(text, io)),
    ssh: options.ssh.map((text) => readSsh(text, io.cwd)),
  };
}
