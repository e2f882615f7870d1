/** Why nothing can be reached at an address, by the code of the system's error or of the HTTP client's. */
const UNREACHABLE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the host name could not be looked up',
  ETIMEDOUT: 'it does not answer',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
  UND_ERR_HEADERS_TIMEOUT: 'it does not answer',
  UND_ERR_BODY_TIMEOUT: 'it does not answer',
  EHOSTUNREACH: 'there is no route to the host',
  ENETUNREACH: 'there is no route to the host',
  EADDRNOTAVAIL: 'there is no route to the host',
  // Of IPv6, an address that means something only together with an interface.
  EINVAL: 'there is no route to the host',
};

/** Why one side does not trust the other, or they do not speak TLS alike. */
export interface Distrust {
  readonly reason: string;
  /** The files that decide, where docker keeps certificates. */
  readonly files?: string;
}

/** By OpenSSL's and Node's codes. */
const UNTRUSTED: readonly (readonly [RegExp, Distrust])[] = [
  [/^CERT_HAS_EXPIRED$/, { reason: 'its certificate has expired' }],
  [/^CERT_NOT_YET_VALID$/, { reason: 'its certificate is not valid yet' }],
  [
    /^(?:UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|CERT_SIGNATURE_|CERT_UNTRUSTED)/,
    { reason: 'its certificate is not signed by an authority that is trusted', files: 'ca.pem' },
  ],
  [/^CERT_/, { reason: 'its certificate is not valid' }],
  [
    /^ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST)$/,
    { reason: 'it does not speak TLS' },
  ],
  [/^ERR_SSL_.*(?:PROTOCOL|VERSION)/, { reason: 'it speaks no TLS version from 1.2 on' }],
  [
    /^ERR_SSL_.*ALERT_(?:UNKNOWN_CA|.*CERTIFICATE|HANDSHAKE_FAILURE|ACCESS_DENIED)/,
    { reason: 'it wants a certificate that it trusts', files: 'cert.pem and key.pem' },
  ],
  [/^ERR_SSL_/, { reason: 'the TLS handshake failed' }],
];

/** The error and what caused it, and that, and so on. */
export function causesOf(error: unknown): readonly Error[] {
  const chain: Error[] = [];
  for (let cause = error; cause instanceof Error && !chain.includes(cause); cause = cause.cause)
    chain.push(cause);
  return chain;
}

/** The codes of an error and of what caused it. */
export function codesOf(error: unknown): readonly string[] {
  return causesOf(error).flatMap((cause) =>
    'code' in cause && typeof cause.code === 'string' ? [cause.code] : [],
  );
}

/** Why nothing can be reached; undefined where that is not what is wrong. */
export function unreachableReason(error: unknown): string | undefined {
  return codesOf(error)
    .map((code) => UNREACHABLE[code])
    .find((text) => text !== undefined);
}

/** Why there is no TLS; undefined where that is not what is wrong. */
export function distrustOf(error: unknown): Distrust | undefined {
  const misnamed = causesOf(error).find(
    (cause) => 'code' in cause && cause.code === 'ERR_TLS_CERT_ALTNAME_INVALID',
  );
  if (misnamed !== undefined) {
    const reason = 'reason' in misnamed ? misnamed.reason : misnamed.message;
    return { reason: `its certificate is for another host: ${String(reason).replace(/\.$/, '')}` };
  }
  const codes = codesOf(error);
  return UNTRUSTED.find(([pattern]) => codes.some((code) => pattern.test(code)))?.[1];
}
