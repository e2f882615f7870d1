import type { BuildOptions } from '../build-options.ts';
import type { Engine } from './ping.ts';

/** The options that become parameters of the request. */
export type QueryOptions = Pick<
  BuildOptions,
  'tags' | 'buildArguments' | 'target' | 'noCache' | 'pull' | 'network' | 'quiet'
>;

/**
 * The parameters of `POST /build` (Engine API) for the classic builder, in the order of their names. As the docker CLI
 * does, what has its default value is not sent.
 */
export function buildQuery(options: QueryOptions, dockerfile: string, engine: Engine): URLSearchParams {
  const query = new URLSearchParams({ dockerfile, version: '1' });
  const buildArguments = encodeBuildArguments(options.buildArguments ?? {}, engine);
  if (buildArguments !== '{}') query.set('buildargs', buildArguments);
  if (options.network && options.network !== 'default')
    query.set('networkmode', networkMode(options.network, engine));
  if (options.noCache) query.set('nocache', '1');
  if (options.pull) query.set('pull', '1');
  if (options.quiet) query.set('q', '1');
  if (options.target) query.set('target', options.target);
  for (const tag of options.tags ?? []) query.append('t', tag);
  query.sort();
  return query;
}

/** Podman takes `null` for an empty value instead of leaving the default of the ARG in force. */
function encodeBuildArguments(values: Readonly<Record<string, string | null>>, engine: Engine): string {
  const entries = Object.entries(values)
    .filter(([, value]) => value !== null || engine.name !== 'podman')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(entries));
}

/** Podman has its own word for "none" and would build with a network if it got Docker's. */
function networkMode(network: string, engine: Engine): string {
  return engine.name === 'podman' && network === 'none' ? 'NetworkDisabled' : network;
}
