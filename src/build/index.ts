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
export type { BuildOptions } from './build-options.ts';
export type { Builder, BuildOutput } from './buildkit/buildkit-options.ts';
export type {
  SolveStatus,
  SourceInfo,
  SourceRange,
  Vertex,
  VertexLog,
  VertexStatus,
  VertexWarning,
} from './buildkit/solve-status.ts';
export { type BuildContext, openContext } from './context/build-context.ts';
export { type ContextSource, isRemoteSource } from './context/open-source.ts';
export { type PathVerdict, Selection } from './context/selection.ts';
export type { DaemonOptions } from './docker/daemon-options.ts';
export type { SshForward } from './session/open-agents.ts';
export type { BuildSecret } from './session/secrets.ts';
export type { Ulimit } from './step-options.ts';
