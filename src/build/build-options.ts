import type { DockerfileSource } from './context/build-context.ts';
import type { Environment } from './docker/endpoint.ts';

/** What to build and where; all but `context` may be left out. */
export interface BuildOptions {
  /** The directory that is sent; relative to the working directory. */
  readonly context: string;
  /** The Dockerfile's path, relative to the working directory, or its bytes; else the one in the context. */
  readonly dockerfile?: DockerfileSource;
  /** The daemon's address: `unix:///path`, `tcp://host:port`. */
  readonly host?: string | undefined;
  /** Where DOCKER_HOST and its like are looked up; `process.env` if not given. */
  readonly environment?: Environment;
  /** Names for the image: `name` or `name:tag`. */
  readonly tags?: readonly string[];
  /** Values of ARGs; `null` for one that is named without a value, which leaves the default in force. */
  readonly buildArguments?: Readonly<Record<string, string | null>>;
  /** The stage to build. */
  readonly target?: string | undefined;
  readonly noCache?: boolean;
  /** Whether to look for newer base images. */
  readonly pull?: boolean;
  /** Network of RUN: `host`, `none`, a network's name. */
  readonly network?: string | undefined;
  /** Whether the daemon should send its output only if the build fails. */
  readonly quiet?: boolean;
  /** Aborting it cancels the build, also in the daemon. */
  readonly signal?: AbortSignal;
}
