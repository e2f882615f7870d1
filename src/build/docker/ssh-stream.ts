import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { Duplex } from 'node:stream';
import { BuildError } from '../build-error.ts';
import { errorCode } from '../context/file-error.ts';
import type { Environment } from '../environment.ts';

/** How much of what ssh says is kept, in characters. */
const STDERR_LIMIT = 2000;

/**
 * Connects with a daemon by the system's `ssh`: what is written goes to its input, what is read comes from its output. The process is
 * killed with the stream; if it ends first, the stream fails with a BuildError (`ENDPOINT_UNREACHABLE`) that holds its last words.
 */
export function openSshStream(args: readonly string[], environment: Environment, address: string): Duplex {
  const child = spawn('ssh', args, { stdio: ['pipe', 'pipe', 'pipe'], env: environment });
  const stream = streamOf(child);
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-STDERR_LIMIT);
  });
  child.once('error', (error) => stream.destroy(notStarted(error)));
  child.once('close', (code, signal) => {
    if (stream.destroyed) return;
    if (code === 0 || signal !== null) stream.push(null);
    else stream.destroy(ended(code, words, address));
  });
  return stream;
}

/** Neither an end of output nor an input that takes no more ends the stream: why that is, only the end of the process tells. */
function streamOf(child: ChildProcessWithoutNullStreams): Duplex {
  const stream = new Duplex({
    read: () => child.stdout.resume(),
    write: (chunk, encoding, done) => child.stdin.write(chunk, encoding, () => done()),
    final: (done) => child.stdin.end(() => done()),
    destroy: (error, done) => {
      stop(child);
      done(error);
    },
  });
  child.stdin.on('error', () => undefined);
  child.stdout.on('data', (chunk) => {
    if (!stream.destroyed && !stream.push(chunk)) child.stdout.pause();
  });
  return stream;
}

function stop(child: ChildProcess): void {
  if (child.exitCode === null && child.signalCode === null) child.kill();
}

function notStarted(error: Error): BuildError {
  const reason =
    errorCode(error) === 'ENOENT'
      ? "there is no program 'ssh' on PATH"
      : `ssh cannot be started: ${error.message}`;
  return new BuildError('ENDPOINT_UNREACHABLE', `${reason}; addresses with ssh:// need it`, { cause: error });
}

function ended(code: number | null, words: string, address: string): BuildError {
  const said = words.trim().split(/\r?\n/).slice(-3).join('; ');
  const reason = said === '' ? 'it said nothing; does docker run over there?' : said;
  return new BuildError('ENDPOINT_UNREACHABLE', `ssh to ${address} ended with exit code ${code}: ${reason}`);
}
