import type { BuildResult } from './build-metadata.ts';
import type { Builder } from './buildkit/buildkit-options.ts';
import type { SolveStatus } from './buildkit/solve-status.ts';

/** The daemon answered; the build begins. */
export interface Connected {
  readonly kind: 'Connected';
  /** The daemon's address, as given or found: `unix:///var/run/docker.sock`. */
  readonly address: string;
  /** The API version both sides speak: `1.41`. */
  readonly apiVersion: string;
  readonly engine: 'docker' | 'podman';
  readonly builder: Builder;
}

/** A part of the context was handed to the connection. */
export interface ContextProgress {
  readonly kind: 'ContextProgress';
  /** Bytes of the archive so far. */
  readonly bytes: number;
}

/** The whole context was handed to the connection. */
export interface ContextSent {
  readonly kind: 'ContextSent';
  /** Bytes of the archive. */
  readonly bytes: number;
  /** Entries of the archive: files, directories, links; undefined for an archive that was passed on. */
  readonly entries: number | undefined;
}

/** A socket in the context, which no archive can hold, was left out. */
export interface SocketSkipped {
  readonly kind: 'SocketSkipped';
  /** Relative to the context. */
  readonly path: string;
}

/** Output of the builder or of a command it ran, as it came: lines may be split. */
export interface Output {
  readonly kind: 'Output';
  readonly text: string;
}

/** Progress of a pull or download. */
export interface Status {
  readonly kind: 'Status';
  /** The layer or image it is about. */
  readonly id: string | undefined;
  readonly text: string;
  /** Bytes, where the daemon tells them. */
  readonly current: number | undefined;
  readonly total: number | undefined;
}

/** BuildKit's progress: steps, their output, and what it warns of. */
export interface Progress {
  readonly kind: 'Progress';
  readonly status: SolveStatus;
}

/** Something that the user should know and that does not stop the build. */
export interface Warning {
  readonly kind: 'Warning';
  readonly text: string;
}

/** The build succeeded; always the last event. */
export interface Built extends BuildResult {
  readonly kind: 'Built';
}

/** What `build` tells while it runs. */
export type BuildEvent =
  | Connected
  | ContextProgress
  | ContextSent
  | SocketSkipped
  | Output
  | Status
  | Progress
  | Warning
  | Built;
