import { closeSync, constants, open, openSync } from 'node:fs';
import { Socket } from 'node:net';
import { promisify } from 'node:util';

const { O_NONBLOCK, O_RDONLY, O_RDWR, O_WRONLY } = constants;

/**
 * Opens a pipe that has a path, to read from it or to write to it, once somebody has opened its other end. When the signal is aborted the
 * wait is over, or else the stream is destroyed: a stream of `node:fs` would go on waiting in the system, and hold the process up. Rejects
 * with the signal's reason or the system's error.
 */
export async function openPipe(path: string, use: 'read' | 'write', signal: AbortSignal): Promise<Socket> {
  signal.throwIfAborted();
  let otherEnd: number | undefined;
  const satisfy = (): void => {
    otherEnd = openBothEnds(path);
  };
  signal.addEventListener('abort', satisfy);
  try {
    const fd = await promisify(open)(path, use === 'read' ? O_RDONLY : O_WRONLY);
    if (signal.aborted) closeSync(fd);
    signal.throwIfAborted();
    return new Socket({ fd, readable: use === 'read', writable: use === 'write', signal });
  } finally {
    signal.removeEventListener('abort', satisfy);
    if (otherEnd !== undefined) closeSync(otherEnd);
  }
}

/** Whether an error only tells that something was given up. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** What ends the wait of whoever opens one end. Undefined where that is not allowed. */
function openBothEnds(path: string): number | undefined {
  try {
    return openSync(path, O_RDWR | O_NONBLOCK);
  } catch {
    return undefined;
  }
}
