import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { json, text } from 'node:stream/consumers';
import { describe, onTestFinished } from 'vitest';
import { parseAddress } from '../../src/build/docker/address.ts';
import { toEndpoint } from '../../src/build/docker/endpoint.ts';
import { leaveOut } from '../leave-out.ts';

/** The variables that `scripts/test-daemons.sh` sets. */
const VARIABLES = {
  DLINT_TEST_DOCKER_SOCKET: 'the path of the socket of Docker 20.10',
  DLINT_TEST_DOCKER_TCP: 'its address: tcp://127.0.0.1:2375',
  DLINT_TEST_DOCKER29_SOCKET: 'the path of the socket of Docker 29 with a graphdriver as its store',
  DLINT_TEST_DOCKER29_TCP: 'its address',
  DLINT_TEST_DOCKER29_CONTAINERD_SOCKET: 'the path of the socket of Docker 29 with containerd as its store',
  DLINT_TEST_DOCKER29_CONTAINERD_TCP: 'its address',
  DLINT_TEST_PODMAN_TCP: 'the address of a Podman service: tcp://127.0.0.1:8080',
  DLINT_TEST_BUILDKITD_TCP: 'the address of buildkitd',
  DLINT_TEST_ENGINES: 'the folder of the programs of Docker 29 and BuildKit',
  DLINT_TEST_REGISTRY_BASIC: 'host:port of a registry with basic authentication, which holds private/base',
  DLINT_TEST_REGISTRY_TOKEN: 'host:port of a registry with tokens, which holds private/base and public/base',
  DLINT_TEST_REGISTRY_USER: 'who both registries know',
  DLINT_TEST_REGISTRY_PASSWORD: 'the password for both registries',
  DLINT_TEST_SSH: 'the ssh:// address of Docker 20.10',
  DLINT_TEST_SSH_PATH: 'the folder of an ssh that has the key for it; to be put first on PATH',
  DLINT_TEST_BUSYBOX: 'the path of a static busybox',
} as const;

/** What `describeWith` takes. */
export type Variable = keyof typeof VARIABLES;

/**
 * Tests that need a real daemon: without the variables that name it they are left out, and say so; in CI that is a
 * failure. The tests get the values of the variables.
 */
export function describeWith<const Names extends readonly Variable[]>(
  names: Names,
  title: string,
  tests: (...values: { readonly [Index in keyof Names]: string }) => void,
): void {
  const values = names.map((name) => process.env[name] ?? '');
  const missing = names.filter((name) => !process.env[name]);
  describe(title, () => {
    // As many values as names: the compiler does not follow `map` over a tuple.
    if (missing.length === 0) return tests(...(values as { readonly [Index in keyof Names]: string }));
    const why = missing.map((name) => `${name} is not set (${VARIABLES[name]})`).join(', ');
    leaveOut('a daemon', why);
  });
}

/** Asks a daemon's API and gives the parsed answer, or null where it has none. */
export async function askDaemon(host: string, method: 'GET' | 'DELETE', path: string): Promise<unknown> {
  const { origin, socketPath } = toEndpoint(parseAddress(host));
  const target = socketPath === undefined ? {} : { socketPath };
  return new Promise((resolve, reject) => {
    const sent = request(origin + path, { method, ...target, agent: false }, (response) => {
      const isJson = response.headers['content-type']?.startsWith('application/json') ?? false;
      resolve(isJson ? json(response) : text(response).then(() => null));
    });
    sent.on('error', reject).end();
  });
}

/** A name for an image that no other test has; the image is removed when the test is over. */
export function temporaryTag(host: string): string {
  const tag = `dlint-test-${randomBytes(6).toString('hex')}:tag`;
  onTestFinished(async () => {
    await askDaemon(host, 'DELETE', `/v1.40/images/${tag}?force=1`);
  });
  return tag;
}

/** The containers of the steps of one test, among those of other tests that use the daemon at the same time. */
export interface OwnContainers {
  /** An instruction by which they are known: the containers of the steps below it have this label. */
  readonly label: string;
  /** Their ids, running or not. */
  ids(): Promise<readonly string[]>;
}

/** Containers that are removed when the test is over, as failed steps leave some. */
export function ownContainers(host: string): OwnContainers {
  const name = `dlint-test-${randomBytes(6).toString('hex')}`;
  const ids = () => containersWith(host, name);
  onTestFinished(async () => {
    for (const id of await ids()) await askDaemon(host, 'DELETE', `/v1.40/containers/${id}?force=1`);
  });
  return { label: `LABEL ${name}=1\n`, ids };
}

async function containersWith(host: string, label: string): Promise<readonly string[]> {
  const filters = encodeURIComponent(JSON.stringify({ label: [label] }));
  const containers = await askDaemon(host, 'GET', `/v1.40/containers/json?all=1&filters=${filters}`);
  if (!Array.isArray(containers)) throw new Error(`not a list of containers: ${JSON.stringify(containers)}`);
  return containers.map((container) => String(container.Id));
}
