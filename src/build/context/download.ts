import type { Dispatcher } from 'undici';
import { BuildError } from '../build-error.ts';
import { decodePercent } from '../decode-percent.ts';
import { droppedBy } from '../docker/dispatcher.ts';
import { proxyFor } from '../docker/http-proxy.ts';
import { codesOf, distrustOf, unreachableReason } from '../docker/network-reason.ts';
import { readHead } from '../docker/response-error.ts';
import type { Environment } from '../environment.ts';
import { oneLine } from '../one-line.ts';
import { shownUrl } from '../shown-url.ts';
import { reasonOf as systemReasonOf } from './file-error.ts';

/** How much of an error page is shown, in characters. */
const SHOWN_PAGE = 200;

/** What undici and the system call a connection that ends too early. */
const BROKEN: ReadonlySet<string> = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

/**
 * What is behind an `http://` or `https://` URL, as a stream; redirections are followed, proxies are those of the environment.
 * Throws a BuildError.
 */
export async function download(
  url: string,
  environment: Environment,
  signal: AbortSignal | undefined,
): Promise<AsyncIterable<Uint8Array>> {
  const { bare, headers } = splitCredentials(url);
  const { fetch } = await import('undici');
  const dispatcher = await clientFor(proxyFor(bare, environment), signal);
  try {
    const response = await fetch(bare, { dispatcher, headers, ...(signal && { signal }) });
    const body = response.body ?? nothing();
    if (!response.ok) throw refused(url, response.status, await readHead(body));
    return explained(url, body, () => dispatcher.destroy());
  } catch (error) {
    await dispatcher.destroy();
    throw error instanceof BuildError ? error : failed(url, error);
  }
}

async function clientFor(proxy: URL | undefined, signal: AbortSignal | undefined): Promise<Dispatcher> {
  if (proxy !== undefined) return (await import('../docker/proxy-client.ts')).proxyClient(proxy, signal);
  const { Agent, buildConnector } = await import('undici');
  return new Agent({ connect: droppedBy(signal, buildConnector({})) });
}

/** `fetch` takes no URL with credentials: they belong into a header, which a redirection to another server does not get. */
function splitCredentials(url: string): { bare: string; headers: Readonly<Record<string, string>> } {
  if (!URL.canParse(url)) throw cannotDownload(url, 'it is no valid URL');
  const target = new URL(url);
  const credentials = decodePercent(`${target.username}:${target.password}`);
  target.username = '';
  target.password = '';
  if (credentials === ':') return { bare: target.href, headers: {} };
  const authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
  return { bare: target.href, headers: { authorization } };
}

async function* explained(
  url: string,
  body: AsyncIterable<Uint8Array>,
  close: () => Promise<void>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw failed(url, error);
  } finally {
    await close();
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

function refused(url: string, status: number, page: string): BuildError {
  const words = oneLine(page).slice(0, SHOWN_PAGE);
  return cannotDownload(url, `HTTP status ${status}${words === '' ? '' : ` (${words})`}`);
}

function failed(url: string, error: unknown): BuildError {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const reason = unreachableReason(error) ?? distrustOf(error)?.reason;
  const hasBroken = codesOf(error).some((code) => BROKEN.has(code));
  return cannotDownload(url, reason ?? (hasBroken ? 'the connection broke' : systemReasonOf(cause)), error);
}

function cannotDownload(url: string, reason: string, cause?: unknown): BuildError {
  const message = `cannot download the build context ${shownUrl(url)}: ${reason}`;
  return new BuildError('CONTEXT_UNUSABLE', message, { cause });
}
