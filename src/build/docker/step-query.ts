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
    ['ulimits', isPodman ? encodeList(options.ulimits?.map(podmanUlimit)) : encodeUlimits(options.ulimits)],
  ];
}

/** Nothing for 0, which is everywhere the default. */
function number(value: number | bigint | undefined): string | undefined {
  return value ? digits(value) : undefined;
}

/** All digits: a number of JavaScript's shows only as many as tell it from others. */
function digits(value: number | bigint): string {
  return Number.isInteger(value) ? String(BigInt(value)) : String(value);
}

/** Podman has its own word for "none" and would build with a network if it got Docker's. */
function networkMode(network: string | undefined, engine: Engine): string | undefined {
  if (network === 'default') return undefined;
  return engine.name === 'podman' && network === 'none' ? 'NetworkDisabled' : network;
}

/** JSON by hand, as JavaScript's has no numbers of 64 bits. */
function encodeUlimits(ulimits: readonly Ulimit[] = []): string | undefined {
  const objects = [...ulimits]
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map(
      ({ name, soft, hard }) =>
        `{"Name":${JSON.stringify(name)},"Hard":${digits(hard)},"Soft":${digits(soft)}}`,
    );
  return objects.length === 0 ? undefined : `[${objects.join(',')}]`;
}

function podmanUlimit({ name, soft, hard }: Ulimit): string {
  return `${name}=${soft}:${hard}`;
}
