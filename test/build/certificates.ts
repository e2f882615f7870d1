import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { temporaryFolder } from '../temporary-folder.ts';

/** Makes certificates with openssl, in a folder that is removed when the test is over. */
export class Certificates {
  readonly folder = temporaryFolder();

  /** An authority: `NAME.pem` and `NAME-key.pem`. */
  authority(name: string): void {
    this.#openssl(
      'req',
      '-x509',
      ...this.#newKey(name),
      '-out',
      `${name}.pem`,
      '-days',
      '30',
      '-subj',
      `/CN=${name}`,
    );
  }

  /** A certificate of an authority, for these hosts (`DNS:localhost`, `IP:127.0.0.1`); `extra` as for `openssl x509`. */
  certificate(
    name: string,
    authority: string,
    hosts: readonly string[],
    extra: readonly string[] = ['-days', '30'],
  ): void {
    const names = hosts.length === 0 ? [] : ['-addext', `subjectAltName=${hosts.join(',')}`];
    this.#openssl('req', ...this.#newKey(name), '-out', `${name}.csr`, '-subj', `/CN=localhost`, ...names);
    const signing = ['-CA', `${authority}.pem`, '-CAkey', `${authority}-key.pem`, '-CAcreateserial'];
    this.#openssl(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-copy_extensions',
      'copy',
      ...signing,
      ...extra,
      '-out',
      `${name}.pem`,
    );
  }

  /** Encrypts the key of a certificate: `NAME-encrypted.pem`. */
  encryptKey(name: string): void {
    this.#openssl(
      'pkey',
      '-in',
      `${name}-key.pem`,
      '-aes256',
      '-passout',
      'pass:x',
      '-out',
      `${name}-encrypted.pem`,
    );
  }

  /** The path of a file. */
  file(name: string): string {
    return join(this.folder, name);
  }

  #newKey(name: string): readonly string[] {
    return [
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-noenc',
      '-keyout',
      `${name}-key.pem`,
    ];
  }

  #openssl(...args: readonly string[]): void {
    execFileSync('openssl', args, { cwd: this.folder, stdio: ['ignore', 'ignore', 'pipe'] });
  }
}
