import type { BytePath } from './byte-path.ts';

/** What a context can hold; sockets cannot be sent. */
export type EntryType =
  | 'file'
  | 'directory'
  | 'symbolic-link'
  | 'hard-link'
  | 'fifo'
  | 'character-device'
  | 'block-device';

/** One file, directory or link of a build context. */
export interface ContextEntry {
  /** Relative to the context; that of a directory ends in `/`. */
  readonly name: BytePath;
  readonly type: EntryType;
  /** Permission bits with set-uid, set-gid and sticky: at most 0o7777. */
  readonly mode: number;
  /** Bytes of content; 0 for all but files, and second names of files where the walk says so. */
  readonly size: number;
  /** Last change in whole seconds since 1970, rounded down. */
  readonly modified: number;
  /** What was rounded off the time of the last change. */
  readonly nanoseconds: number;
  /** Where a link points to, else empty. */
  readonly target: BytePath;
  /** Numbers of a device, else 0. */
  readonly device: { readonly major: number; readonly minor: number };
  /** Where a file is read from, or what it holds. Undefined for all but files. */
  readonly content: { readonly path: BytePath } | { readonly bytes: Uint8Array } | undefined;
}
