/**
 * Gives chunks as a source does, and reads each while the reader still has the one before. What a source throws comes where its chunk is
 * asked for.
 */
export async function* readAhead(source: Generator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    let result = source.next();
    while (!result.done) {
      const following = inNextTurn(() => source.next());
      yield result.value;
      result = await following;
    }
  } finally {
    source.return(undefined);
  }
}

/** Once the reader has begun to send what it was given. */
function inNextTurn<T>(read: () => T): Promise<T> {
  const result = new Promise<void>((resolve) => setImmediate(resolve)).then(read);
  // It may never be asked for.
  result.catch(() => undefined);
  return result;
}
