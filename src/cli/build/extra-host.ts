import { ipVersion } from '../../model/ip-address.ts';
import { trimSpace } from '../../text/space.ts';
import { UsageError } from '../command.ts';

/**
 * An `--add-host`, `name:address` or `name=address`, as the daemon takes it: `name:address`. The address is one of IPv4 or
 * IPv6, in brackets or not, or `host-gateway`. Throws a UsageError.
 */
export function readExtraHost(text: string): string {
  const [, name, separator, rest = ''] = /^([^:=]*)([:=])(.*)$/s.exec(text) ?? [];
  if (!name || separator === undefined)
    throw new UsageError(`--add-host is NAME:ADDRESS, such as db:10.0.0.5, not '${text}'`);
  const address = /^\[(.*)\]$/s.exec(rest)?.[1] ?? rest;
  // Docker looks at the address without the blanks around it, and sends it with them.
  if (rest !== 'host-gateway' && ipVersion(trimSpace(address)) === null)
    throw new UsageError(`--add-host ${name} needs an IP address or host-gateway, not '${rest}'`);
  return `${name}:${address}`;
}
