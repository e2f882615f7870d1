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
  UND_ERR_HEADERS_TIMEOUT: 'it does not answer',
  EHOSTUNREACH: 'there is no route to the host',
  ENETUNREACH: 'there is no route to the host',
  ENOTSOCK: 'it is not a socket',
  ENOTDIR: 'there is no such socket',
  ENAMETOOLONG: 'the path is too long for a socket',
  EINVAL: 'the path is too long for a socket',
};

/** Why one side does not trust the other, or they do not speak TLS alike, by OpenSSL's and Node's codes. */
const UNTRUSTED: readonly (readonly [RegExp, string])[] = [
  [/^CERT_HAS_EXPIRED$/, 'its certificate has expired'],
  [/^CERT_NOT_YET_VALID$/, 'its certificate is not valid yet'],
  [
    /^(?:UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|CERT_SIGNATURE_|CERT_UNTRUSTED)/,
    'its certificate is not signed by an authority that is trusted (ca.pem)',
  ],
  [/^CERT_/, 'its certificate is not valid'],
  [/^ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST)$/, 'it does not speak TLS'],
  [/^ERR_SSL_.*(?:PROTOCOL|VERSION)/, 'it speaks no TLS version from 1.2 on'],
  [
    /^ERR_SSL_.*ALERT_(?:UNKNOWN_CA|.*CERTIFICATE|HANDSHAKE_FAILURE|ACCESS_DENIED)/,
    'it wants a certificate that it trusts (cert.pem and key.pem)',
  ],
  [/^ERR_SSL_/, 'the TLS handshake failed'],
];

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
  const distrust = distrustOf(chain, codes);
  if (distrust !== undefined)
    return new BuildError('TLS', `no TLS with the daemon at ${address}: ${distrust}`, { cause: error });
  if (chain.some((cause) => cause.name === 'HTTPParserError')) {
    const message = `what answers at ${address} does not speak HTTP; does it want TLS (--tlsverify)?`;
    return new BuildError('DAEMON_ERROR', message, { cause: error });
  }
  if (chain.some((cause) => cause.name === 'SocketError' && cause.message === 'bad response')) {
    const message = `what answers at ${address} sent "100 Continue", which was not asked for; is it a proxy?`;
    return new BuildError('DAEMON_ERROR', message, { cause: error });
  }
  const message = `the connection to the daemon at ${address} broke before the build was over`;
  return new BuildError('CONNECTION_LOST', message, { cause: error });
}

function distrustOf(chain: readonly Error[], codes: readonly string[]): string | undefined {
  const misnamed = chain.find((cause) => 'code' in cause && cause.code === 'ERR_TLS_CERT_ALTNAME_INVALID');
  if (misnamed !== undefined) {
    const reason = 'reason' in misnamed ? misnamed.reason : misnamed.message;
    return `its certificate is for another host: ${String(reason).replace(/\.$/, '')}`;
  }
  return UNTRUSTED.find(([pattern]) => codes.some((code) => pattern.test(code)))?.[1];
}

/** The error and what caused it, and that, and so on. */
function causesOf(error: unknown): readonly Error[] {
  const chain: Error[] = [];
  for (let cause = error; cause instanceof Error && !chain.includes(cause); cause = cause.cause)
    chain.push(cause);
  return chain;
}
