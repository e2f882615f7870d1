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
  SocketSkipped,
  Status,
} from './build-event.ts';
export type { BuildOptions } from './build-options.ts';
