import { BuildError } from '../build-error.ts';
import { type DaemonMessage, readDaemonMessage } from './daemon-message.ts';
import { JsonStreamError, readJsonStream } from './json-stream.ts';

/** The messages of a daemon's answer, without those that say nothing. Throws a BuildError where the answer breaks off or is none. */
export async function* readDaemonMessages(
  body: AsyncIterable<Uint8Array>,
  address: string,
): AsyncGenerator<DaemonMessage> {
  try {
    for await (const value of readJsonStream(body)) {
      const message = readDaemonMessage(value);
      if (message !== undefined) yield message;
    }
  } catch (error) {
    throw error instanceof JsonStreamError ? streamError(error, address) : error;
  }
}

function streamError(error: JsonStreamError, address: string): BuildError {
  return error.isCutOff
    ? new BuildError('CONNECTION_LOST', `the daemon at ${address} broke off within a message`, {
        cause: error,
      })
    : new BuildError('DAEMON_ERROR', `the daemon at ${address} cannot be understood: ${error.message}`, {
        cause: error,
      });
}
