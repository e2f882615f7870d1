import type { BuiltDockerfile } from './built-dockerfile.ts';

/** What went wrong in a build; stable, for programs to tell apart. The words are those of docs/library-build.md. */
export type BuildErrorCode =
  /** The daemon's address cannot be understood, its kind is not supported, or the docker context that gives it cannot be used. */
  | 'ENDPOINT_INVALID'
  /** A setting of docker's configuration or of the environment cannot be used. */
  | 'CONFIG_INVALID'
  /** Nothing answers at the address, or not in time (`answerTimeout`). */
  | 'ENDPOINT_UNREACHABLE'
  /** Certificates or keys are of no use, or one side does not trust the other. */
  | 'TLS'
  /** A name for the image is no valid reference, or a push has none. */
  | 'TAG_INVALID'
  /** There is no such directory. */
  | 'CONTEXT_NOT_FOUND'
  /** A repository, URL or stream cannot be fetched, read or kept, or does not fit the other options. */
  | 'CONTEXT_UNUSABLE'
  /** There is no such Dockerfile, or it is not within the repository. */
  | 'DOCKERFILE_NOT_FOUND'
  /** A file of the context, or the Dockerfile, cannot be read, or not be sent by its name. */
  | 'CONTEXT_FILE_UNREADABLE'
  /** A file of the context became shorter or longer, or was replaced, while it was sent. */
  | 'CONTEXT_FILE_CHANGED'
  /** The ignore file holds a pattern that cannot be understood, or a line that is too long. */
  | 'IGNORE_PATTERN'
  /** The Dockerfile or an option needs BuildKit, and the classic builder would drop or misread it. */
  | 'BUILDKIT_REQUIRED'
  /** A file or directory that the result goes to cannot be written. */
  | 'OUTPUT_UNWRITABLE'
  /** The daemon opens no session, which BuildKit needs. */
  | 'SESSION'
  /** A secret, a key or an agent cannot be read or used. */
  | 'SECRET_UNREADABLE'
  /** An option or a setting asks for what this daemon would ignore, or for what cannot be done. */
  | 'UNSUPPORTED'
  /** A registry wants credentials that were not given, or refuses those that were. */
  | 'AUTH'
  /** The daemon refused what it was asked for, or answered what no daemon should. */
  | 'DAEMON_ERROR'
  /** A step failed, or the builder cannot read the Dockerfile. */
  | 'BUILD_FAILED'
  /** The connection broke before the build was over. */
  | 'CONNECTION_LOST'
  /** The signal that was given to the build was aborted. */
  | 'CANCELLED';

interface BuildErrorDetails {
  readonly cause?: unknown;
  readonly exitCode?: number | undefined;
  readonly step?: string | undefined;
  readonly line?: number | undefined;
  readonly endLine?: number | undefined;
  readonly dockerfile?: BuiltDockerfile | undefined;
}

/** Thrown by everything in this folder: the message is one line, fit to be shown as it stands. */
export class BuildError extends Error {
  override readonly name = 'BuildError';
  readonly code: BuildErrorCode;
  /** The exit code of the command that failed, where the daemon told it. */
  readonly exitCode: number | undefined;
  /** The step that failed, as the builder names it: `[base 2/3] RUN make`, `Step 3/5 : RUN make`, `STEP 2/3: RUN make`. */
  readonly step: string | undefined;
  /** The line where that step, or what the builder cannot read, begins in the Dockerfile; counted from 1. */
  readonly line: number | undefined;
  /** Its last line: that of its last continuation, or of the end of its here-document. */
  readonly endLine: number | undefined;
  /** The Dockerfile that has these lines, to show them; undefined where it is not known here, as within an archive. */
  readonly dockerfile: BuiltDockerfile | undefined;

  constructor(code: BuildErrorCode, message: string, details: BuildErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.exitCode = details.exitCode;
    this.step = details.step;
    this.line = details.line;
    this.endLine = details.endLine;
    this.dockerfile = details.dockerfile;
  }
}
