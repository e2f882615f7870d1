/** What went wrong in a build; stable, for programs to tell apart. */
export type BuildErrorCode =
  /** The address of the daemon cannot be understood, or its kind is not supported. */
  | 'ENDPOINT_INVALID'
  /** Nothing answers at the address. */
  | 'ENDPOINT_UNREACHABLE'
  /** A name for the image is not a valid reference. */
  | 'TAG_INVALID'
  | 'CONTEXT_NOT_FOUND'
  | 'DOCKERFILE_NOT_FOUND'
  | 'CONTEXT_FILE_UNREADABLE'
  /** A file of the context became shorter or longer while it was sent. */
  | 'CONTEXT_FILE_CHANGED'
  /** The ignore file holds a pattern that cannot be understood. */
  | 'IGNORE_PATTERN'
  /** The Dockerfile uses what the daemon's builder would drop or misread. */
  | 'BUILDKIT_REQUIRED'
  /** The daemon refused the build, or answered what no daemon should. */
  | 'DAEMON_ERROR'
  /** A step of the build failed. */
  | 'BUILD_FAILED'
  /** The connection broke before the build was over. */
  | 'CONNECTION_LOST'
  /** The signal that was given to the build was aborted. */
  | 'CANCELLED';

interface BuildErrorDetails {
  readonly cause?: unknown;
  readonly exitCode?: number | undefined;
}

/** Thrown by everything in this folder: the message is one line, fit to be shown as it stands. */
export class BuildError extends Error {
  override readonly name = 'BuildError';
  readonly code: BuildErrorCode;
  /** The exit code of the command that failed, where the daemon told it. */
  readonly exitCode: number | undefined;

  constructor(code: BuildErrorCode, message: string, details: BuildErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.exitCode = details.exitCode;
  }
}
