import { join, resolve } from 'node:path';
import { BuildError } from '../build-error.ts';
import { defaultConfigFolder } from '../docker-config/config-folder.ts';
import { readContext } from '../docker-config/context-store.ts';
import type { Environment } from '../environment.ts';
import { type Address, DEFAULT_ADDRESS, formatAddress, parseAddress, parseStoredAddress } from './address.ts';
import type { DaemonOptions } from './daemon-options.ts';
import { sshArguments } from './ssh-address.ts';
import { readTlsFiles, type TlsFiles, type TlsSettings, tlsSettings } from './tls.ts';

/** How to reach a daemon. */
export interface Endpoint {
  /** As shown in messages: `tcp://127.0.0.1:2375`. */
  readonly address: string;
  /** Scheme, host and port for HTTP; for a socket and ssh the host is made up. */
  readonly origin: string;
  /** What stands in front of every request's path: empty, or with a leading `/`. */
  readonly basePath: string;
  /** The socket's path, or undefined for what is no socket. */
  readonly socketPath: string | undefined;
  /** The arguments of the `ssh` that connects with the daemon, or undefined. */
  readonly ssh: readonly string[] | undefined;
  /** Undefined where there is no TLS. */
  readonly tls: TlsSettings | undefined;
}

/** The parts of docker's configuration that say where the daemon is. */
interface EndpointConfig {
  readonly folder: string;
  readonly currentContext: string | undefined;
}

/**
 * Finds the daemon as the docker CLI does: the context or the address that was given, else DOCKER_HOST, else DOCKER_CONTEXT, else the
 * current context, else the default socket. TLS has its own settings, or is part of the context. Throws a BuildError.
 */
export function resolveEndpoint(
  options: DaemonOptions,
  environment: Environment,
  config: EndpointConfig,
): Endpoint {
  if (options.host !== undefined && options.dockerContext)
    throw new BuildError(
      'ENDPOINT_INVALID',
      'an address and a context cannot both say which daemon is meant: give one of them',
    );
  const name = contextName(options, environment, config);
  return name === 'default' ? defaultEndpoint(options, environment) : contextEndpoint(config.folder, name);
}

function contextName(
  { host, dockerContext }: DaemonOptions,
  environment: Environment,
  config: EndpointConfig,
): string {
  if (dockerContext) return dockerContext;
  if (host !== undefined || environment.DOCKER_HOST) return 'default';
  return environment.DOCKER_CONTEXT || config.currentContext || 'default';
}

function defaultEndpoint(options: DaemonOptions, environment: Environment): Endpoint {
  const tls = givenTls(options, environment);
  const given = (options.host ?? environment.DOCKER_HOST ?? '').trim();
  if (given !== '') return toEndpoint(parseAddress(given), tls);
  return toEndpoint(parseAddress(tls === undefined ? DEFAULT_ADDRESS : 'tcp://localhost:2376'), tls);
}

function contextEndpoint(folder: string, name: string): Endpoint {
  const { host, skipTlsVerify, tls: files } = readContext(folder, name);
  const texts = readTlsFiles(files, () => false);
  const hasTls = skipTlsVerify || Object.values(texts).some((text) => text !== undefined);
  const tls = hasTls ? () => tlsSettings(texts, files, !skipTlsVerify) : undefined;
  return toEndpoint(parseStoredAddress(host === '' ? DEFAULT_ADDRESS : host), tls);
}

/** TLS as options and variables ask for it. Files must be there even where the daemon then turns out to be behind a socket, as for docker. */
function givenTls(options: DaemonOptions, environment: Environment): (() => TlsSettings) | undefined {
  const verify = options.tlsVerify ?? isSet(environment.DOCKER_TLS_VERIFY);
  const isOn = options.tlsVerify !== undefined || verify || (options.tls ?? isSet(environment.DOCKER_TLS));
  if (!isOn) return undefined;
  const folder = environment.DOCKER_CERT_PATH || defaultConfigFolder(environment);
  const { tlsCaCertificate, tlsCertificate, tlsKey } = options;
  const files = {
    ca: certificateFile(tlsCaCertificate, folder, 'ca.pem'),
    cert: certificateFile(tlsCertificate, folder, 'cert.pem'),
    key: certificateFile(tlsKey, folder, 'key.pem'),
  };
  const needed: Readonly<Record<keyof TlsFiles, boolean>> = {
    ca: true,
    cert: tlsCertificate !== undefined,
    key: tlsKey !== undefined,
  };
  const texts = readTlsFiles(files, (name) => needed[name]);
  return () => tlsSettings(texts, files, verify);
}

/** An empty name stands for none, as for docker. */
function certificateFile(given: string | undefined, folder: string, name: string): string | undefined {
  return given === '' ? undefined : resolve(given ?? join(folder, name));
}

/** Any value switches TLS on, "0" too. */
function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}

/** What an address means for HTTP. Certificates are looked at only where they are used: for TCP. */
export function toEndpoint(address: Address, tls?: () => TlsSettings): Endpoint {
  const none = {
    socketPath: undefined,
    ssh: undefined,
    tls: undefined,
    basePath: '',
    origin: 'http://localhost',
  };
  const shown = formatAddress(address);
  switch (address.kind) {
    case 'socket':
      return { ...none, address: shown, socketPath: address.path };
    case 'ssh':
      return { ...none, address: shown, ssh: sshArguments(address) };
    case 'tcp': {
      const settings =
        tls?.() ?? (address.isSecure ? { ca: undefined, client: undefined, verify: true } : undefined);
      const origin = `${settings === undefined ? 'http' : 'https'}://${address.authority}`;
      return { ...none, address: shown, origin, basePath: address.basePath, tls: settings };
    }
  }
}
