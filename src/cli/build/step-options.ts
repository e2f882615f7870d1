import type { StepOptions } from '../../build/step-options.ts';
import type { Arguments, OptionSpecs } from '../command.ts';
import { readByteSize } from './byte-size.ts';
import { readCommaLists } from './comma-list.ts';
import { contextOrSharesOption, shortShares } from './context-or-shares.ts';
import { asDocker } from './docker-options.ts';
import { readExtraHost } from './extra-host.ts';
import { readUlimit } from './ulimit.ts';
import { readWholeNumber } from './whole-number.ts';

const network = asDocker('Network of RUN', {
  network: {
    type: 'string',
    value: 'MODE',
    summary: 'Network of RUN: default, host, none, or the name of one',
  },
  'add-host': { type: 'strings', value: 'NAME:ADDRESS', summary: 'Add an entry to /etc/hosts' },
} satisfies OptionSpecs);

const limits = asDocker('Limits of RUN', {
  'shm-size': { type: 'string', value: 'SIZE', summary: 'Size of /dev/shm, such as 64m' },
  ulimit: { type: 'strings', value: 'NAME=SOFT[:HARD]', summary: 'Limit of a process, such as nofile=1024' },
  memory: { type: 'string', short: 'm', value: 'SIZE', summary: 'Memory, such as 2g' },
  'memory-swap': { type: 'string', value: 'SIZE', summary: 'Memory and swap together; -1 is no limit' },
  'cpu-shares': { type: 'string', value: 'N', summary: "Weight for the processors; also '-c N'" },
  'cpu-period': { type: 'string', value: 'N', summary: 'Period of the scheduler, in microseconds' },
  'cpu-quota': { type: 'string', value: 'N', summary: 'Microseconds of a period that may be used' },
  'cpuset-cpus': { type: 'string', value: 'LIST', summary: 'Processors to run on, such as 0-3 or 0,1' },
  'cpuset-mems': { type: 'string', value: 'LIST', summary: 'Memory nodes to use, such as 0-3 or 0,1' },
  'cgroup-parent': { type: 'string', value: 'PATH', summary: 'Control group that the containers belong to' },
} satisfies OptionSpecs);

const containers = asDocker('Containers of RUN', {
  rm: { type: 'flag', default: true, summary: 'Remove them when the build succeeds' },
  'force-rm': { type: 'flag', summary: 'Remove them even if it fails' },
  isolation: { type: 'string', value: 'KIND', summary: 'Isolation, on Windows' },
  'security-opt': { type: 'strings', value: 'OPTION', summary: 'Security options, on Windows' },
} satisfies OptionSpecs);

/** The options about how RUN is run. */
export const stepOptions = { ...network, ...limits, ...containers, ...contextOrSharesOption };

type Values = Arguments<typeof stepOptions>['options'];

/** What the command line says about how RUN is run. Throws a UsageError. */
export function readSteps(options: Values): StepOptions {
  const size = (name: 'shm-size' | 'memory') => readByteSize(name, options[name]);
  const number = (name: 'cpu-period' | 'cpu-quota') => readWholeNumber(name, options[name]);
  const swap = options['memory-swap'];
  return {
    network: options.network,
    extraHosts: options['add-host'].map(readExtraHost),
    shmSize: size('shm-size'),
    ulimits: lastOfEach(options.ulimit.map(readUlimit)),
    memory: size('memory'),
    memorySwap: swap === '-1' ? -1 : readByteSize('memory-swap', swap),
    cpuShares: readWholeNumber('cpu-shares', options['cpu-shares'] ?? shortShares(options)),
    cpuPeriod: number('cpu-period'),
    cpuQuota: number('cpu-quota'),
    cpusetCpus: options['cpuset-cpus'],
    cpusetMems: options['cpuset-mems'],
    cgroupParent: options['cgroup-parent'],
    isolation: options.isolation,
    securityOptions: readCommaLists('security-opt', options['security-opt']),
    removeContainers: options.rm,
    removeAfterFailure: options['force-rm'],
  };
}

function lastOfEach<Named extends { readonly name: string }>(values: readonly Named[]): readonly Named[] {
  return [...new Map(values.map((value) => [value.name, value])).values()];
}
