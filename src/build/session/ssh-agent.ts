import { createConnection, type Socket } from 'node:net';

/** Requests that only use keys (draft-miller-ssh-agent, section 6.1); others could add, remove or lock them. */
const REQUEST_IDENTITIES = 11;
const SIGN_REQUEST = 13;
const FAILURE = Buffer.from([0, 0, 0, 1, 5]);

/** Bytes in front of each message: its length, big-endian. */
const HEADER_SIZE = 4;

/** The longest message that OpenSSH's agent takes, in bytes. */
const MESSAGE_LIMIT = 256 * 1024;

/** Connects to an agent's socket. Rejects with the system's error. */
export function connectAgent(path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(path);
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      socket.on('error', () => {});
      resolve(socket);
    });
  });
}

/**
 * Passes requests to list keys and to sign on to an agent, one after the other, and gives its answers; all others are
 * answered with a failure. Ends with the requests, at one that is too long, or where the agent gives no answer.
 */
export async function* forwardRequests(
  requests: AsyncIterable<Uint8Array>,
  agent: Socket,
): AsyncGenerator<Uint8Array> {
  const answers = readMessages(untilBroken(agent));
  for await (const request of readMessages(requests)) {
    if (!isHarmless(request)) {
      yield FAILURE;
      continue;
    }
    agent.write(request);
    const { value, done } = await answers.next();
    if (done) return;
    yield value;
  }
}

/** What breaks the connection ends the stream. */
async function* untilBroken(agent: Socket): AsyncGenerator<Uint8Array> {
  try {
    yield* agent;
  } catch {}
}

function isHarmless(request: Buffer): boolean {
  const type = request[HEADER_SIZE];
  return type === REQUEST_IDENTITIES || type === SIGN_REQUEST;
}

/** The messages of the agent's protocol, each with its length in front; ends at one that is too long. */
async function* readMessages(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let waiting = Buffer.alloc(0);
  for await (const chunk of chunks) {
    waiting = Buffer.concat([waiting, chunk]);
    while (waiting.length >= HEADER_SIZE) {
      const end = HEADER_SIZE + waiting.readUInt32BE(0);
      if (end > MESSAGE_LIMIT) return;
      if (waiting.length < end) break;
      yield waiting.subarray(0, end);
      waiting = waiting.subarray(end);
    }
  }
}
