import { BuildError } from '../build-error.ts';
import { isRecord } from '../is-record.ts';
import { oneLine } from '../one-line.ts';
import type { DaemonResponse } from './daemon-request.ts';

/** How much of an error's body is read, in bytes. */
const BODY_LIMIT = 64 * 1024;

/** How much of it is shown where it is plain text, in characters. */
const PLAIN_LIMIT = 500;

/** Throws a BuildError with the daemon's own words unless it does what it was asked for. */
export async function checkResponse(
  response: DaemonResponse,
  address: string,
  asked = 'the build',
): Promise<void> {
  const { status } = response;
  if (status === 200) return;
  throw refusal(status, await readHead(response.body), address, asked);
}

/** The error for a response with another status than was hoped for, from its body. */
export function refusal(status: number, body: string, address: string, asked = 'the build'): BuildError {
  const message = oneLine(readMessage(body));
  const words = message === '' ? `HTTP status ${status} and no message` : message;
  return new BuildError('DAEMON_ERROR', `the daemon at ${address} refused ${asked}: ${words}`);
}

/** The beginning of a body that explains an error: 64 KiB and a bit at most. The rest is given up. */
export async function readHead(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= BODY_LIMIT) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** `{"message": …}` by Docker and Podman; plain text by old engines and by what stands in between. */
function readMessage(body: string): string {
  try {
    const value: unknown = JSON.parse(body);
    if (isRecord(value) && typeof value.message === 'string') return value.message;
  } catch {
    // It was no JSON, so the text is the message.
  }
  return body.trimStart().slice(0, PLAIN_LIMIT);
}
