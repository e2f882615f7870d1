import { BuildError } from '../build-error.ts';
import { proxyFor } from '../docker/http-proxy.ts';
import type { Environment } from '../environment.ts';
import { reasonOf as systemReasonOf } from './file-error.ts';

/** How much of an error page is shown, in characters. */
const SHOWN_PAGE = 200;

/**
 * What is behind an `http://` or `https://` URL, as a stream; redirections are followed, proxies are those of the environment.
 * Throws a BuildError.
 */
export async function download(
  url: string,
  environment: Environment,
  signal: AbortSignal | undefined,
): Promise<AsyncIterable<Uint8Array>> {
  const { Agent, fetch, ProxyAgent } = await import('undici');
  const proxy = proxyFor(url, environment);
  const dispatcher =
    proxy === undefined ? new Agent() : new ProxyAgent({ uri: proxy.href, proxyTunnel: false });
  try {
    const response = await fetch(url, { dispatcher, ...(signal && { signal }) });
    if (!response.ok) throw refused(url, response.status, await response.text());
    return explained(url, response.body ?? nothing(), () => dispatcher.destroy());
  } catch (error) {
    await dispatcher.destroy();
    throw error instanceof BuildError ? error : failed(url, error);
  }
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
  const words = page.replace(/\s+/g, ' ').trim().slice(0, SHOWN_PAGE);
  return cannotDownload(url, `HTTP status ${status}${words === '' ? '' : ` (${words})`}`);
}

function failed(url: string, error: unknown): BuildError {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cannotDownload(url, systemReasonOf(cause), error);
}

function cannotDownload(url: string, reason: string, cause?: unknown): BuildError {
  return new BuildError('CONTEXT_UNUSABLE', `cannot download the build context ${url}: ${reason}`, { cause });
}
