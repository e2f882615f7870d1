/** Which daemon is meant: docker's global options. */
export interface DaemonOptions {
  /** The daemon's address: `unix:///path`, `tcp://host:port`, `ssh://user@host`. */
  readonly host?: string | undefined;
  /** A context of docker's (`docker context`); not together with `host`. */
  readonly dockerContext?: string | undefined;
  /** Where docker's configuration and contexts are, instead of DOCKER_CONFIG or `~/.docker`. */
  readonly configFolder?: string | undefined;
  /** How long to wait for the daemon's first answer, in milliseconds; 30,000 if not given, and without end over ssh, which may ask for a password. */
  readonly answerTimeout?: number | undefined;
  /** Whether to use TLS for TCP; else DOCKER_TLS says so. */
  readonly tls?: boolean | undefined;
  /** Whether to use TLS and check the daemon's certificate; else DOCKER_TLS_VERIFY says so. `false` means TLS without the check. */
  readonly tlsVerify?: boolean | undefined;
  /** The authorities to trust; else `ca.pem` in DOCKER_CERT_PATH or docker's configuration folder. None if empty. So for the next two. */
  readonly tlsCaCertificate?: string | undefined;
  readonly tlsCertificate?: string | undefined;
  readonly tlsKey?: string | undefined;
}
