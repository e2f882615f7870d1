import { type Duplex, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * A stream of bytes led through another, such as a compressor; whoever stops reading stops both. What goes wrong in the
 * second is told to `explain`, errors of the first are thrown as they are.
 */
export async function* through(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  transform: Duplex,
  explain: (error: Error) => Error = (error) => error,
): AsyncGenerator<Uint8Array> {
  let sourceFailure: { readonly error: unknown } | undefined;
  const guarded = async function* (): AsyncGenerator<Uint8Array> {
    try {
      yield* source;
    } catch (error) {
      sourceFailure = { error };
      throw error;
    }
  };
  // What fails is seen by whoever reads; without a catch here it would end the process besides.
  const flow = pipeline(Readable.from(guarded(), { objectMode: false }), transform, { end: true }).catch(
    () => undefined,
  );
  try {
    yield* transform;
  } catch (error) {
    if (sourceFailure !== undefined) throw sourceFailure.error;
    throw error instanceof Error ? explain(error) : error;
  } finally {
    transform.destroy();
    await flow;
  }
}
