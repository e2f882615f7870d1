import type { BuildOptions } from '../build-options.ts';
import type { Engine } from './ping.ts';
import { encodeList, flag, type Parameter } from './query-parameter.ts';
import { stepParameters } from './step-query.ts';

/** The options that become parameters of the request. */
export type QueryOptions = Omit<BuildOptions, 'context'>;

/**
 * The parameters of `POST /build` (Engine API) for the classic builder, in the order of their names. As the docker CLI
 * does, what has its default value is not sent; without a name of a Dockerfile the daemon takes `Dockerfile`.
 */
export function buildQuery(
  options: QueryOptions,
  dockerfile: string | undefined,
  engine: Engine,
): URLSearchParams {
  const parameters: readonly Parameter[] = [
    ['dockerfile', dockerfile],
    ['version', '1'],
    ['buildargs', encodeMap(withoutNulls(options.buildArguments ?? {}, engine))],
    ['cachefrom', encodeList(options.cacheFrom)],
    ['labels', encodeMap(options.labels ?? {})],
    ['nocache', flag(options.noCache)],
    ['platform', options.platform?.toLowerCase()],
    ['pull', flag(options.pull)],
    ['q', flag(options.quiet)],
    ['squash', flag(options.squash)],
    ['t', options.tags],
    ['target', options.target],
    ...stepParameters(options, engine),
  ];
  const query = new URLSearchParams();
  for (const [name, value] of parameters) {
    for (const one of typeof value === 'string' ? [value].filter(Boolean) : (value ?? []))
      query.append(name, one);
  }
  query.sort();
  return query;
}

/** A JSON object with sorted keys, or nothing if it is empty. */
function encodeMap(values: Readonly<Record<string, string | null>>): string | undefined {
  const entries = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? undefined : JSON.stringify(Object.fromEntries(entries));
}

/** Podman takes `null` for an empty value instead of leaving the default of the ARG in force. */
function withoutNulls(
  values: Readonly<Record<string, string | null>>,
  engine: Engine,
): Readonly<Record<string, string | null>> {
  if (engine.name !== 'podman') return values;
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}
