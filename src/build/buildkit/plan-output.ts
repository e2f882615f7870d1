import { parseGoBoolean } from '../../word/go-number.ts';
import { BuildError } from '../build-error.ts';
import type { BuildOptions } from '../build-options.ts';
import type { ImageStore } from '../docker/image-store.ts';
import type { ReceivedOutput } from '../file-sync/file-send.ts';
import { checkImageName } from '../image-name.ts';
import type { BuildOutput } from './buildkit-options.ts';

/** How a result gets to where it should be. */
export interface OutputPlan {
  /** What the daemon makes (Engine API, parameter `outputs`); undefined for an image under the names of the build. */
  readonly exporter: Exporter | undefined;
  /** What comes over the session, and where it goes. */
  readonly received: ReceivedOutput | undefined;
  /** The names of the image, each once: those of the build, then those of the output. */
  readonly names: readonly string[];
  readonly isPushed: boolean;
  /** Where the image is copied to, once it is built, by a daemon that cannot send it while it builds. */
  readonly savedTo: Destination | undefined;
  /** Whether the build ends with an image in the daemon. */
  readonly makesImage: boolean;
}

/** An exporter of BuildKit, in the spelling of the Engine API. */
export interface Exporter {
  readonly Type: string;
  readonly Attrs: Readonly<Record<string, string>>;
}

export type Destination = NonNullable<BuildOutput['destination']>;

const IMAGE: OutputPlan = {
  exporter: undefined,
  received: undefined,
  names: [],
  isPushed: false,
  savedTo: undefined,
  makesImage: true,
};

/**
 * Works out what the output of a build needs of a daemon with such a store. Throws a BuildError for what the daemon would ignore or
 * cannot do, and for names that can be none.
 */
export function planOutput(
  { outputs = [], push: isPushed = false, tags = [] }: Pick<BuildOptions, 'outputs' | 'push' | 'tags'>,
  store: ImageStore,
): OutputPlan {
  const [output, second] = outputs;
  if (second !== undefined)
    throw unsupported('several outputs', 'the Engine API takes one: build once for each');
  const plan = output === undefined ? IMAGE : planOf(output, store);
  if (isPushed && !plan.makesImage) {
    throw unsupported(
      `--push with --output type=${output?.type}`,
      'only an image can be pushed: leave one of them out',
    );
  }
  return { ...plan, names: distinct([...tags, ...plan.names]), isPushed: plan.isPushed || isPushed };
}

/** As they are first written: `app` and `docker.io/library/app:latest` are the same. */
function distinct(names: readonly string[]): readonly string[] {
  const complete = names.map((name) => checkImageName(name).canonical);
  return names.filter((_, index) => complete.indexOf(complete[index] ?? '') === index);
}

function planOf(output: BuildOutput, store: ImageStore): OutputPlan {
  const { type, destination, attributes = {} } = output;
  switch (type) {
    case 'local':
      if (typeof destination !== 'string')
        throw unsupported('--output type=local without dest', 'give a directory');
      return received(type, attributes, { kind: 'directory', destination });
    case 'tar':
      return received(type, attributes, { kind: 'archive', destination: required(type, destination) });
    case 'oci':
      if (store === 'graphdriver') throw withoutContainerd('--output type=oci', 'use type=docker');
      return received(type, attributes, { kind: 'archive', destination: required(type, destination) });
    case 'docker':
      if (destination === undefined) return imagePlan(output, store);
      if (store === 'graphdriver') return { ...imagePlan({ type, attributes }, store), savedTo: destination };
      return received(type, attributes, { kind: 'archive', destination });
    case 'image':
    case 'registry':
      return imagePlan(output, store);
    case 'cacheonly':
      return { ...IMAGE, exporter: { Type: type, Attrs: attributes }, makesImage: false };
  }
}

function received(
  type: string,
  attributes: Readonly<Record<string, string>>,
  output: ReceivedOutput,
): OutputPlan {
  return { ...IMAGE, exporter: { Type: type, Attrs: attributes }, received: output, makesImage: false };
}

/** Names and pushing are done by requests of their own, which every daemon understands. */
function imagePlan({ type, attributes = {} }: BuildOutput, store: ImageStore): OutputPlan {
  const { name = '', push, ...rest } = attributes;
  const [first] = Object.keys(rest);
  if (first !== undefined && store === 'graphdriver') {
    throw withoutContainerd(`${first} of --output type=${type}`, 'leave it out');
  }
  return {
    ...IMAGE,
    exporter: first === undefined ? undefined : { Type: 'moby', Attrs: rest },
    names: name.split(',').filter((text) => text !== ''),
    isPushed: type === 'registry' || readPush(type, push),
  };
}

/** As BuildKit reads it: a bare `push=` is true. */
function readPush(type: string, text = 'false'): boolean {
  const isPushed = text === '' || parseGoBoolean(text);
  if (isPushed !== null) return isPushed;
  throw unsupported(`push=${text} of --output type=${type}`, 'it is true or false');
}

function required(type: string, destination: Destination | undefined): Destination {
  if (destination !== undefined) return destination;
  throw unsupported(`--output type=${type} without dest`, 'give a file, or - for standard output');
}

function withoutContainerd(what: string, advice: string): BuildError {
  return unsupported(what, `the daemon keeps images without containerd and cannot do that: ${advice}`);
}

function unsupported(what: string, reason: string): BuildError {
  return new BuildError('UNSUPPORTED', `${what} is not possible: ${reason}`);
}
