import { resolve } from 'node:path';
import type { DaemonOptions } from '../../build/index.ts';
import { type Arguments, type OptionSpecs, UsageError } from '../command.ts';
import { readBoolean } from '../command-line.ts';
import type { Io } from '../io.ts';
import { contextOrSharesOption, shortContext } from './context-or-shares.ts';
import { asDocker } from './docker-options.ts';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'warning', 'error', 'fatal', 'panic'];

const GROUP = 'The daemon';

const daemon = asDocker(GROUP, {
  context: {
    type: 'string',
    value: 'NAME',
    summary: "The docker context whose daemon is used; also '-c NAME'",
  },
  config: {
    type: 'string',
    value: 'DIR',
    summary: "Docker's configuration (default DOCKER_CONFIG or ~/.docker)",
  },
  tls: {
    type: 'optional',
    value: 'BOOL',
    summary: 'Use TLS, without checking the certificate of the daemon',
  },
  tlsverify: { type: 'optional', value: 'BOOL', summary: 'Use TLS, and check the certificate' },
  tlscacert: {
    type: 'string',
    value: 'FILE',
    summary: 'Authorities to trust (default ca.pem in DOCKER_CERT_PATH)',
  },
  tlscert: {
    type: 'string',
    value: 'FILE',
    summary: 'Certificate to show (default cert.pem in DOCKER_CERT_PATH)',
  },
  tlskey: {
    type: 'string',
    value: 'FILE',
    summary: 'Key of that certificate (default key.pem in DOCKER_CERT_PATH)',
  },
  debug: { type: 'flag', short: 'D', hidden: true, summary: 'Understood, as docker has it; changes nothing' },
  'log-level': {
    type: 'string',
    short: 'l',
    value: 'LEVEL',
    hidden: true,
    summary: 'Understood, as docker has it; changes nothing',
  },
} satisfies OptionSpecs);

/** The options about which daemon is used: those that docker has before the name of a command. */
export const endpointOptions = {
  // Named twice it is a mistake, for docker too.
  host: {
    type: 'string',
    short: 'H',
    value: 'ADDRESS',
    group: GROUP,
    summary: 'Where it is: unix:///path, tcp://host:port or ssh://user@host (default DOCKER_HOST)',
  },
  ...daemon,
  ...contextOrSharesOption,
} as const satisfies OptionSpecs;

type EndpointValues = Arguments<typeof endpointOptions>['options'];

/** What the command line says about the daemon. Throws a UsageError. */
export function readEndpoint(options: EndpointValues, { cwd }: Pick<Io, 'cwd'>): DaemonOptions {
  checkLogLevel(options['log-level']);
  const path = (value: string | undefined) =>
    value === undefined ? undefined : resolve(cwd, unquote(value));
  // An empty name stays one: it stands for no file.
  const file = (value: string | undefined) =>
    value !== undefined && unquote(value) === '' ? '' : path(value);
  return {
    host: options.host,
    dockerContext: options.context ?? shortContext(options),
    configFolder: path(options.config),
    tls: readIfGiven('--tls', options.tls),
    tlsVerify: readIfGiven('--tlsverify', options.tlsverify),
    tlsCaCertificate: file(options.tlscacert),
    tlsCertificate: file(options.tlscert),
    tlsKey: file(options.tlskey),
  };
}

/** Docker takes it in capitals, too, and an empty one for the default. */
function checkLogLevel(level: string | undefined): void {
  if (level && !LOG_LEVELS.includes(level.toLowerCase()))
    throw new UsageError(`--log-level is one of ${LOG_LEVELS.join(', ')}; not '${level}'`);
}

function readIfGiven(option: string, text: string | undefined): boolean | undefined {
  return text === undefined ? undefined : readBoolean(option, text);
}

/** Docker takes quotes off these paths, as scripts for its machines put them there. */
function unquote(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2');
}
