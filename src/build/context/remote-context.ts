import { existsSync } from 'node:fs';
import type { BuildOptions } from '../build-options.ts';
import { isRemoteSource } from './open-source.ts';

/** A context that BuildKit fetches by itself: a git repository, an archive or a Dockerfile. */
export interface RemoteContext {
  readonly kind: 'remote';
  readonly url: string;
  /** The Dockerfile's name within it; undefined for `Dockerfile`. */
  readonly dockerfileName: string | undefined;
}

/** The context that BuildKit can fetch; undefined for what is here, and where the Dockerfile comes from here. */
export function remoteContext({
  context,
  dockerfile,
}: Pick<BuildOptions, 'context' | 'dockerfile'>): RemoteContext | undefined {
  if (typeof context !== 'string' || typeof dockerfile === 'object') return undefined;
  if (!isRemoteSource(context) || existsSync(context)) return undefined;
  return { kind: 'remote', url: context, dockerfileName: dockerfile || undefined };
}
