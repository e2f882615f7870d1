import { describeWith, type Variable } from './real-daemon.ts';

/** What an engine can do, or how it is reached. */
type Trait =
  /** Docker's own, not one that answers its API. */
  | 'docker'
  /** Has the classic builder. */
  | 'classic'
  /** Has BuildKit, and sessions. */
  | 'buildkit'
  /** BuildKit is new enough for error details, warnings, anonymous pulls without a session. */
  | 'current'
  /** Keeps images in containerd: pushes, makes OCI archives, indexes. */
  | 'containerd-store'
  | 'socket'
  | 'tcp';

/** A daemon to test with. */
export interface Engine {
  readonly name: string;
  /** As `-H` takes it. */
  readonly host: string;
  readonly traits: ReadonlySet<Trait>;
  /** The path of a static busybox, for images that need a shell. */
  readonly busybox: string;
}

interface EngineRow {
  readonly name: string;
  readonly variable: Variable;
  readonly traits: readonly Trait[];
}

const DOCKER_20: readonly Trait[] = ['docker', 'classic', 'buildkit'];
const DOCKER_29: readonly Trait[] = [...DOCKER_20, 'current'];

const ENGINES: readonly EngineRow[] = [
  row('Docker 20.10, socket', 'DLINT_TEST_DOCKER_SOCKET', ...DOCKER_20, 'socket'),
  row('Docker 20.10, TCP', 'DLINT_TEST_DOCKER_TCP', ...DOCKER_20, 'tcp'),
  row('Docker 29, socket', 'DLINT_TEST_DOCKER29_SOCKET', ...DOCKER_29, 'socket'),
  row('Docker 29, TCP', 'DLINT_TEST_DOCKER29_TCP', ...DOCKER_29, 'tcp'),
  row(
    'Docker 29 with containerd, socket',
    'DLINT_TEST_DOCKER29_CONTAINERD_SOCKET',
    ...DOCKER_29,
    'containerd-store',
    'socket',
  ),
  row(
    'Docker 29 with containerd, TCP',
    'DLINT_TEST_DOCKER29_CONTAINERD_TCP',
    ...DOCKER_29,
    'containerd-store',
    'tcp',
  ),
  row('Podman, TCP', 'DLINT_TEST_PODMAN_TCP', 'classic', 'tcp'),
];

/** Runs the tests on each engine that has all these traits; one that is not there is left out as `describeWith` does. */
export function onEngines(needs: readonly Trait[], title: string, tests: (engine: Engine) => void): void {
  for (const { name, variable, traits } of ENGINES) {
    if (!needs.every((need) => traits.includes(need))) continue;
    describeWith([variable, 'DLINT_TEST_BUSYBOX'], `${title} (${name})`, (value, busybox) => {
      const host = value.startsWith('/') ? `unix://${value}` : value;
      tests({ name, host, traits: new Set(traits), busybox });
    });
  }
}

function row(name: string, variable: Variable, ...traits: readonly Trait[]): EngineRow {
  return { name, variable, traits };
}
