import type { BuildOptions } from '../../build/index.ts';
import { readBuildArgument } from '../build-argument.ts';
import type { Arguments, OptionSpecs } from '../command.ts';
import type { Io } from '../io.ts';
import { readCacheFrom } from './cache-options.ts';
import { asDocker } from './docker-options.ts';
import { readLabel } from './label.ts';

const image = asDocker('The image', {
  tag: {
    type: 'strings',
    short: 't',
    value: 'NAME',
    summary: 'Name of the image, with a tag if you like: name:tag',
  },
  label: { type: 'strings', value: 'K=V', summary: 'Label for the image' },
  iidfile: { type: 'string', value: 'FILE', summary: "Write the image's id to this file" },
  quiet: { type: 'flag', short: 'q', summary: 'Print the image id and nothing else' },
} satisfies OptionSpecs);

const content = asDocker('What is built', {
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
  // Given twice, docker's classic builder takes the last, and buildx builds for both.
  platform: {
    type: 'strings',
    value: 'PLATFORM',
    summary: 'Build for this, such as linux/arm64 (default DOCKER_DEFAULT_PLATFORM)',
  },
  pull: { type: 'flag', summary: 'Look for newer versions of the base images' },
  'no-cache': { type: 'flag', summary: 'Run every step, whatever earlier builds left' },
  'cache-from': { type: 'strings', value: 'IMAGE', summary: 'Use the layers of this image as a cache' },
  squash: { type: 'flag', summary: 'Make one layer of all that is added (experimental in Docker)' },
  compress: { type: 'flag', summary: 'Compress the build context with gzip' },
  'disable-content-trust': {
    type: 'flag',
    summary: 'Take images without signatures, though DOCKER_CONTENT_TRUST is set',
  },
} satisfies OptionSpecs);

/** The options about what is built and what becomes of it. */
export const imageOptions = { ...image, ...content };

/** What the command line says about the image. Throws a UsageError. */
export function readImage(
  options: Arguments<typeof imageOptions>['options'],
  environment: Io['env'],
): Omit<BuildOptions, 'context'> {
  const buildArguments = options['build-arg'].map((text) => readBuildArgument(text, environment));
  return {
    tags: options.tag,
    labels: Object.fromEntries(options.label.map(readLabel)),
    quiet: options.quiet,
    buildArguments: Object.fromEntries(buildArguments),
    target: options.target,
    platform: options.platform.at(-1) ?? environment.DOCKER_DEFAULT_PLATFORM,
    pull: options.pull,
    noCache: options['no-cache'],
    cacheFrom: readCacheFrom(options['cache-from']),
    squash: options.squash,
    compress: options.compress,
    disableContentTrust: options['disable-content-trust'],
  };
}

/** What to say of an image that is not built for all platforms that were given. */
export function overriddenPlatform(platforms: readonly string[]): string | undefined {
  const [last = '', other] = [...new Set(platforms.toReversed())];
  return other && `one build is for one platform: it is for ${last}, not for ${other}; build once for each`;
}
