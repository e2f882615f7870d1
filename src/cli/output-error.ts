/** A report that cannot be written, after which the run has no purpose. The message is one line and begins with the name of the file. */
export class OutputError extends Error {
  readonly code = 'OUTPUT';
  override readonly name = 'OutputError';
}
