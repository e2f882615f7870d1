import { textMember } from './json-member.ts';

/** Names of build arguments by the member of `proxies` that sets them. */
const MEMBERS = {
  httpProxy: 'HTTP_PROXY',
  httpsProxy: 'HTTPS_PROXY',
  noProxy: 'NO_PROXY',
  ftpProxy: 'FTP_PROXY',
  allProxy: 'ALL_PROXY',
} as const;

/**
 * The build arguments that docker's configuration adds to every build at a daemon (`proxies`, by the daemon's address with its port,
 * else `default`), in capitals and not. Those that are given themselves win.
 */
export function proxyBuildArguments(
  config: { readonly proxies: ReadonlyMap<string, unknown> },
  address: string,
): Readonly<Record<string, string>> {
  const proxies = config.proxies.get(address) ?? config.proxies.get('default');
  const added: Record<string, string> = {};
  for (const [member, name] of Object.entries(MEMBERS)) {
    const value = textMember(proxies, member);
    if (value === undefined) continue;
    added[name] = value;
    added[name.toLowerCase()] = value;
  }
  return added;
}
