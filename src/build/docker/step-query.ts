import type { StepOptions, Ulimit } from '../step-options.ts';
import type { Engine } from './ping.ts';
import { encodeList, flag, type Parameter } from './query-parameter.ts';

/** The parameters of `POST /build` (Engine API) about how RUN is run. */
export function stepParameters(options: StepOptions, engine: Engine): readonly Parameter[] {
  const isPodman = engine.name === 'podman';
  return [
    ['cgroupparent', options.cgroupParent],
    ['cpuperiod', number(options.cpuPeriod)],
    ['cpuquota', number(options.cpuQuota)],
    ['cpusetcpus', options.cpusetCpus],
    ['cpusetmems', options.cpusetMems],
    ['cpushares', number(options.cpuShares)],
    ['extrahosts', isPodman ? encodeList(options.extraHosts) : options.extraHosts],
    ['forcerm', flag(options.removeAfterFailure)],
    ['isolation', options.isolation?.toLowerCase() === 'default' ? undefined : options.isolation],
    ['memory', number(options.memory)],
    ['memswap', number(options.memorySwap)],
    ['networkmode', networkMode(options.network, engine)],
    ['rm', options.removeContainers === false ? '0' : undefined],
    ['securityopt', isPodman ? encodeList(options.securityOptions) : options.securityOptions],
    ['shmsize', number(options.shmSize)],
    ['ulimits', encodeList(isPodman ? options.ulimits?.map(podmanUlimit) : sorted(options.ulimits))],
  ];
}

/** Nothing for 0, which is everywhere the default. */
function number(value: number | undefined): string | undefined {
  return value ? String(value) : undefined;
}

/** Podman has its own word for "none" and would build with a network if it got Docker's. */
function networkMode(network: string | undefined, engine: Engine): string | undefined {
  if (network === 'default') return undefined;
  return engine.name === 'podman' && network === 'none' ? 'NetworkDisabled' : network;
}

function sorted(ulimits: readonly Ulimit[] = []) {
  return [...ulimits]
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ name, soft, hard }) => ({ Name: name, Hard: hard, Soft: soft }));
}

function podmanUlimit({ name, soft, hard }: Ulimit): string {
  return `${name}=${soft}:${hard}`;
}
