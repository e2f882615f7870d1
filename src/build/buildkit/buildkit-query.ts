import { buildQuery, type QueryOptions } from '../docker/build-query.ts';
import type { Engine } from '../docker/ping.ts';
import type { StepOptions } from '../step-options.ts';
import type { Exporter, OutputPlan } from './plan-output.ts';

/** What `POST /build` is told besides the options. */
export interface SolveRequest {
  /** The Dockerfile's name in its directory. */
  readonly dockerfile: string | undefined;
  readonly sessionId: string;
  /** Where the context comes from if not with the request: `client-session`, or a URL. */
  readonly remote: string | undefined;
  readonly plan: OutputPlan;
}

/** Options that BuildKit ignores when it is asked over the Engine API, with docker's names for them. */
const IGNORED: Readonly<Partial<Record<keyof StepOptions, string>>> = {
  memory: '--memory',
  memorySwap: '--memory-swap',
  cpuShares: '--cpu-shares',
  cpuPeriod: '--cpu-period',
  cpuQuota: '--cpu-quota',
  cpusetCpus: '--cpuset-cpus',
  cpusetMems: '--cpuset-mems',
  cgroupParent: '--cgroup-parent',
  isolation: '--isolation',
};

/** The parameters of `POST /build` (Engine API) for BuildKit, in the order of their names. */
export function buildkitQuery(
  options: QueryOptions,
  { dockerfile, sessionId, remote, plan }: SolveRequest,
  engine: Engine,
): URLSearchParams {
  const inline = options.inlineCache ? { BUILDKIT_INLINE_CACHE: '1' } : {};
  const buildArguments = { ...inline, ...options.buildArguments };
  const query = buildQuery(
    { ...withoutIgnored(options), tags: plan.names, buildArguments, quiet: false },
    dockerfile,
    engine,
  );
  query.set('version', '2');
  query.set('session', sessionId);
  if (remote !== undefined) query.set('remote', remote);
  if (plan.exporter !== undefined) query.set('outputs', JSON.stringify([named(plan.exporter, plan.names)]));
  query.sort();
  return query;
}

/** The daemon gives names to images in its store only, not to those in archives. */
function named({ Type, Attrs }: Exporter, names: readonly string[]): Exporter {
  const isImageArchive = Type === 'oci' || Type === 'docker';
  if (!isImageArchive || names.length === 0 || Attrs.name !== undefined) return { Type, Attrs };
  return { Type, Attrs: { ...Attrs, name: names.join(',') } };
}

/** The options that are given and that BuildKit ignores, by docker's names. */
export function ignoredOptions(options: QueryOptions): readonly string[] {
  return Object.entries(IGNORED).flatMap(([name, flag]) =>
    // The keys of the table are those of the options.
    options[name as keyof StepOptions] ? [flag] : [],
  );
}

function withoutIgnored(options: QueryOptions): QueryOptions {
  return Object.fromEntries(Object.entries(options).filter(([name]) => !(name in IGNORED)));
}
