/** A file as it was read. */
export interface Input {
  /** As the user wrote it, or below the directory as the user wrote that. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** One input that cannot be used: the others can. The message is one line and begins with the input's name. */
export class InputError extends Error {
  readonly code = 'INPUT';
  override readonly name = 'InputError';
}
