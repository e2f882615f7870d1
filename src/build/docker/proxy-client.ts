import type { Client as ClientTypes, Dispatcher, ProxyAgent as ProxyAgentTypes } from 'undici';
import openTunnel from 'undici/lib/api/api-connect.js';
import connector from 'undici/lib/core/connect.js';
import Client from 'undici/lib/dispatcher/client.js';
import BaseDispatcher from 'undici/lib/dispatcher/dispatcher.js';
import ProxyAgent from 'undici/lib/dispatcher/proxy-agent.js';
import { decodePercent } from '../decode-percent.ts';
import { droppedBy } from './dispatcher.ts';

interface ProxyClientOptions {
  /** For those who are asked by `https:`. */
  readonly tls?: NonNullable<ProxyAgentTypes.Options['requestTls']>;
  readonly timeouts?: Pick<ClientTypes.Options, 'headersTimeout' | 'bodyTimeout'>;
}

/** An HTTP client that asks a proxy: for the answer to a request, or with TLS for a tunnel. Its connections end when the signal is aborted. */
export function proxyClient(
  proxy: URL,
  signal: AbortSignal | undefined,
  { tls, timeouts = {} }: ProxyClientOptions = {},
): Dispatcher {
  // For tunnels it calls a method that only undici's entry gives to all clients.
  Object.assign(BaseDispatcher.prototype, { connect: openTunnel });
  // All goes over connections to the proxy: with one that is dropped, what waits for a tunnel in it has an end, too.
  const toProxy = () => new Client(proxy.origin, { ...timeouts, connect: droppedBy(signal, connector({})) });
  const isTunnelled = (origin: string | URL): boolean =>
    proxy.protocol === 'https:' || new URL(origin).protocol === 'https:';
  return new ProxyAgent({
    uri: proxy.href,
    ...(proxy.username !== '' && { token: basicAuthorization(proxy) }),
    proxyTunnel: false,
    ...(tls && { requestTls: tls }),
    clientFactory: toProxy,
    factory: (origin, options) =>
      isTunnelled(origin) ? new Client(origin, { ...options, ...timeouts }) : toProxy(),
  });
}

/** For a name without a password, too, which undici says nothing for. */
function basicAuthorization({ username, password }: URL): string {
  const pair = `${decodePercent(username)}:${decodePercent(password)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}
