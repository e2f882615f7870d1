import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { BuildError } from '../../src/build/build-error.ts';
import type { BuildEvent } from '../../src/build/build-event.ts';

/** How the server answers a request to build. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * The address of an HTTP server that greets like a daemon and then answers as a test wants: for what no real daemon
 * can be brought to do. It is closed when the test is over.
 */
export async function answeringDaemon(answer: Answer, greeting: Answer = greet): Promise<string> {
  const server = createServer((request, response) => {
    (request.url === '/_ping' ? greeting : answer)(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // A server that listens on TCP has an address with a port, not the path of a socket.
  const { port } = server.address() as AddressInfo;
  return `tcp://127.0.0.1:${port}`;
}

function greet(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'Api-Version': '1.41' }).end('OK');
}

/** What a build told, and the error it ended with. */
export interface Outcome {
  readonly events: readonly BuildEvent[];
  readonly error: BuildError | undefined;
}

/** Follows a build to its end, and shows each event as it comes. Anything but a BuildError is thrown on. */
export async function outcomeOf(
  build: AsyncIterable<BuildEvent>,
  show: (event: BuildEvent) => void = () => {},
): Promise<Outcome> {
  const events: BuildEvent[] = [];
  try {
    for await (const event of build) {
      events.push(event);
      show(event);
    }
    return { events, error: undefined };
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    return { events, error };
  }
}
