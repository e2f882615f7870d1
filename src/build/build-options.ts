import type { BuildKitOptions } from './buildkit/buildkit-options.ts';
import type { DockerfileSource } from './context/build-context.ts';
import type { ContextSource } from './context/open-source.ts';
import type { DaemonOptions } from './docker/daemon-options.ts';
import type { Environment } from './environment.ts';
import type { StepOptions } from './step-options.ts';

/** What to build and where; all but `context` may be left out. */
export interface BuildOptions extends DaemonOptions, StepOptions, BuildKitOptions {
  /**
   * What the build may use: a directory (relative to the working directory), the URL of a git repository, of an archive or
   * of a Dockerfile, or a stream that is an archive or a Dockerfile. A path that exists is taken before a URL.
   */
  readonly context: ContextSource;
  /** What messages call a context that is a stream, behind "the build context"; `stream` if not given. */
  readonly contextName?: string;
  /**
   * The Dockerfile's path, relative to the working directory (within the context if that is an archive or repository), or
   * its bytes; else the one in the context.
   */
  readonly dockerfile?: DockerfileSource;
  /** Where DOCKER_HOST and its like are looked up; `process.env` if not given. */
  readonly environment?: Environment;
  /** Names for the image: `name` or `name:tag`. */
  readonly tags?: readonly string[];
  /** Labels for the image. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Values of ARGs; `null` for one that is named without a value, which leaves the default in force. */
  readonly buildArguments?: Readonly<Record<string, string | null>>;
  /** What to build for: `linux/arm64`. */
  readonly platform?: string | undefined;
  /** The stage to build. */
  readonly target?: string | undefined;
  readonly noCache?: boolean;
  /** Images whose layers may be used instead of running a step. */
  readonly cacheFrom?: readonly string[];
  /** Whether to look for newer base images. */
  readonly pull?: boolean;
  /** Whether to make one layer of all that the build adds; for daemons with experimental features. */
  readonly squash?: boolean;
  /** Whether to take base images without signatures though DOCKER_CONTENT_TRUST is set; for the classic builder. */
  readonly disableContentTrust?: boolean;
  /** Whether to compress the context with gzip. */
  readonly compress?: boolean;
  /** Whether the daemon should send its output only if the build fails. */
  readonly quiet?: boolean;
  /** Whether to tell with `Built` what the daemon knows of the image, for which it is asked once or twice more. */
  readonly metadata?: boolean;
  /** Aborting it cancels the build, also in the daemon. */
  readonly signal?: AbortSignal;
}
