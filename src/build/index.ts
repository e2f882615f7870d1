/** Building images: the package's `./build` entry. */
export { build } from './build.ts';
export { BuildError, type BuildErrorCode } from './build-error.ts';
export type {
  BuildEvent,
  Built,
  Connected,
  ContextProgress,
  ContextSent,
  Output,
  Progress,
  SocketSkipped,
  Status,
  Warning,
} from './build-event.ts';
export type { BuildMetadata, ImageDescriptor } from './build-metadata.ts';
export type { BuildOptions } from './build-options.ts';
export type { Builder, BuildOutput } from './buildkit/buildkit-options.ts';
export type { PreciseDate } from './buildkit/precise-date.ts';
export type {
  ProgressGroup,
  SolveStatus,
  SourceInfo,
  SourceRange,
  Vertex,
  VertexLog,
  VertexStatus,
  VertexWarning,
} from './buildkit/solve-status.ts';
export type { BuiltDockerfile } from './built-dockerfile.ts';
export type { DockerfileSource } from './context/build-context.ts';
export type { EntryType } from './context/context-entry.ts';
export { type ContextSource, isRemoteSource } from './context/open-source.ts';
export type { PatternSource } from './context/pattern-list.ts';
export type { PathVerdict } from './context/selection.ts';
export {
  type ContextFile,
  type ContextOptions,
  explainPath,
  listContext,
  type PackedContext,
  packContext,
} from './context-files.ts';
export type { DaemonOptions } from './docker/daemon-options.ts';
export type { SshForward } from './session/open-agents.ts';
export type { BuildSecret } from './session/secrets.ts';
export type { Ulimit } from './step-options.ts';
