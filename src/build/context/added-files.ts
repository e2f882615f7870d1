import { toBytePath } from './byte-path.ts';
import type { ContextEntry } from './context-entry.ts';

/** The file that names what is left out of a context. */
export const IGNORE_FILE = '.dockerignore';

/** A file that is sent though no directory holds it. */
export function addedEntry(name: string, bytes: Uint8Array): ContextEntry {
  return {
    name: toBytePath(name),
    type: 'file',
    mode: 0o600,
    size: bytes.length,
    modified: Math.floor(Date.now() / 1000),
    nanoseconds: 0,
    target: '',
    device: { major: 0, minor: 0 },
    content: { bytes },
  };
}

/**
 * The `.dockerignore` to send with a Dockerfile from elsewhere: it tells the daemon to keep that file, and a `.dockerignore`
 * that was not there before, away from COPY.
 */
export function ignoringAdded(present: Uint8Array | undefined, name: string): Uint8Array {
  if (present === undefined) return Buffer.from(`${IGNORE_FILE}\n${name}\n`);
  return Buffer.concat([present, Buffer.from(`\n${name}\n`)]);
}
