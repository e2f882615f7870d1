/** How RUN is run (docker build reference, "Options"); what is not given is left to the daemon. Numbers have 64 bits there. */
export interface StepOptions {
  /** `host`, `none`, a network's name. */
  readonly network?: string | undefined;
  /** Entries for `/etc/hosts`: `name:address`. */
  readonly extraHosts?: readonly string[];
  /** Size of `/dev/shm` in bytes. */
  readonly shmSize?: number | bigint | undefined;
  readonly ulimits?: readonly Ulimit[];
  /** Bytes of memory. */
  readonly memory?: number | bigint | undefined;
  /** Bytes of memory and swap together; -1 for no limit. */
  readonly memorySwap?: number | bigint | undefined;
  /** Weight among all that use the processors. */
  readonly cpuShares?: number | bigint | undefined;
  /** Length of a period of the scheduler, in microseconds. */
  readonly cpuPeriod?: number | bigint | undefined;
  /** Microseconds of each period that may be used; -1 for no limit. */
  readonly cpuQuota?: number | bigint | undefined;
  /** Processors to run on: `0-3`, `0,1`. */
  readonly cpusetCpus?: string | undefined;
  /** Memory nodes to use: `0-3`, `0,1`. */
  readonly cpusetMems?: string | undefined;
  readonly cgroupParent?: string | undefined;
  /** Windows: `process`, `hyperv`. */
  readonly isolation?: string | undefined;
  /** Windows: `credentialspec=…`. */
  readonly securityOptions?: readonly string[];
  /** Whether containers of steps are removed when the build succeeds; true if not given. */
  readonly removeContainers?: boolean;
  /** Whether they are removed even if it fails. */
  readonly removeAfterFailure?: boolean;
}

/** A limit of a process (`setrlimit`); -1 for none. */
export interface Ulimit {
  /** `nofile`. */
  readonly name: string;
  readonly soft: number | bigint;
  readonly hard: number | bigint;
}
