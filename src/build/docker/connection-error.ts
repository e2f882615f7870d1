import { BuildError } from '../build-error.ts';

/** Why nothing can be reached at an address, by the code of the system's error. */
const UNREACHABLE: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such socket; is the daemon running?',
  ECONNREFUSED: 'nothing listens there; is the daemon running?',
  EACCES: 'permission denied; your user needs access to the socket (group docker)',
  EPERM: 'permission denied; your user needs access to the socket (group docker)',
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the host name could not be looked up',
  ETIMEDOUT: 'it does not answer',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
  EHOSTUNREACH: 'there is no route to the host',
  ENETUNREACH: 'there is no route to the host',
  ENOTSOCK: 'it is not a socket',
  ENOTDIR: 'there is no such socket',
  ENAMETOOLONG: 'the path is too long for a socket',
  EINVAL: 'the path is too long for a socket',
};

/** Turns an error of the HTTP client into one that names the daemon's address and says what it means. */
export function connectionError(error: unknown, address: string): BuildError {
  const chain = causesOf(error);
  const own = chain.find((cause) => cause instanceof BuildError);
  if (own !== undefined) return own;
  const codes = chain.flatMap((cause) =>
    'code' in cause && typeof cause.code === 'string' ? [cause.code] : [],
  );
  const reason = codes.map((code) => UNREACHABLE[code]).find((text) => text !== undefined);
  if (reason !== undefined) {
    return new BuildError('ENDPOINT_UNREACHABLE', `cannot connect to the daemon at ${address}: ${reason}`, {
      cause: error,
    });
  }
  if (chain.some((cause) => cause.name === 'HTTPParserError')) {
    return new BuildError('DAEMON_ERROR', `what answers at ${address} does not speak HTTP`, { cause: error });
  }
  const message = `the connection to the daemon at ${address} broke before the build was over`;
  return new BuildError('CONNECTION_LOST', message, { cause: error });
}

/** The error and what caused it, and that, and so on. */
function causesOf(error: unknown): readonly Error[] {
  const chain: Error[] = [];
  for (let cause = error; cause instanceof Error && !chain.includes(cause); cause = cause.cause)
    chain.push(cause);
  return chain;
}
