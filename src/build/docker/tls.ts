import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { BuildError } from '../build-error.ts';
import { isMissing, reasonOf } from '../context/file-error.ts';

/** Where certificates lie; a file that is not named is not used. */
export interface TlsFiles {
  readonly ca: string | undefined;
  readonly cert: string | undefined;
  readonly key: string | undefined;
}

/** How a daemon's certificate is checked, and what it is shown. All of it is PEM. */
export interface TlsSettings {
  /** The authorities that are trusted; undefined for those of Node. */
  readonly ca: string | undefined;
  /** The client's certificate, with its key. */
  readonly client: { readonly cert: string; readonly key: string } | undefined;
  /** Whether the daemon's certificate must be valid. */
  readonly verify: boolean;
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

const NAMES = { ca: 'CA certificate', cert: 'client certificate', key: 'client key' } as const;

/** Reads certificates, as they are; `isNeeded` tells whether a file must be there. Throws a BuildError. */
export function readTlsFiles(files: TlsFiles, isNeeded: (file: keyof TlsFiles) => boolean): TlsFiles {
  const read = (name: keyof TlsFiles): string | undefined => {
    const file = files[name];
    if (file === undefined) return undefined;
    try {
      return readFileSync(file, 'utf8');
    } catch (error) {
      if (isMissing(error) && !isNeeded(name)) return undefined;
      throw new BuildError('TLS', `the ${NAMES[name]} for TLS cannot be read: ${file} (${reasonOf(error)})`, {
        cause: error,
      });
    }
  };
  return { ca: read('ca'), cert: read('cert'), key: read('key') };
}

/** Checks what the files hold before it is used, as OpenSSL's messages help nobody. Throws a BuildError (`TLS`) that names the file. */
export function tlsSettings(texts: TlsFiles, files: TlsFiles, verify: boolean): TlsSettings {
  if (texts.ca !== undefined && certificatesIn(texts.ca) === undefined)
    throw new BuildError('TLS', `${files.ca} holds no valid certificate in PEM format`);
  const { cert, key } = texts;
  const client = cert === undefined || key === undefined ? undefined : { cert, key };
  if (client !== undefined) checkClient(client.cert, client.key, files);
  return { ca: texts.ca, client, verify };
}

function checkClient(cert: string, key: string, files: TlsFiles): void {
  const certificate = certificatesIn(cert)?.[0];
  if (certificate === undefined)
    throw new BuildError('TLS', `${files.cert} holds no valid certificate in PEM format`);
  if (!certificate.checkPrivateKey(readKey(key, files.key)))
    throw new BuildError('TLS', `the key ${files.key} does not belong to the certificate ${files.cert}`);
}

function readKey(text: string, file: string | undefined): KeyObject {
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type:.*ENCRYPTED/m.test(text)) {
    throw new BuildError(
      'TLS',
      `the key ${file} is encrypted, which is not supported: decrypt it with 'openssl pkey'`,
    );
  }
  try {
    return createPrivateKey(text);
  } catch (error) {
    throw new BuildError('TLS', `${file} holds no valid private key in PEM format`, { cause: error });
  }
}

/** All certificates of a PEM file; undefined where there is none, or a broken one. */
function certificatesIn(text: string): readonly X509Certificate[] | undefined {
  const blocks = text.match(CERTIFICATE);
  try {
    return blocks?.map((block) => new X509Certificate(block));
  } catch {
    return undefined;
  }
}
