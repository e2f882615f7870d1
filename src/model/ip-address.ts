const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);
const GROUP = /^[\da-fA-F]{1,4}$/;

/** Whether text is an IP address as Go's `netip.ParseAddr` reads it, and of which version; a zone (`%eth0`) is let through if asked. */
export function ipVersion(text: string, { zone = false } = {}): 4 | 6 | null {
  if (IPV4.test(text)) return 4;
  const percent = text.indexOf('%');
  if (percent === -1) return isIpv6(text) ? 6 : null;
  return zone && percent + 1 < text.length && isIpv6(text.slice(0, percent)) ? 6 : null;
}

function isIpv6(text: string): boolean {
  const [head = '', tail, more] = text.split('::');
  if (more !== undefined) return false;
  if (tail === undefined) return countGroups(head, true) === 8;
  const before = head === '' ? 0 : countGroups(head, false);
  const after = tail === '' ? 0 : countGroups(tail, true);
  return before + after <= 7;
}

/** The number of 16-bit groups; `Infinity` if one is malformed. The last may be two, written as an IPv4 address. */
function countGroups(text: string, mayEndInIpv4: boolean): number {
  const groups = text.split(':');
  const last = groups.at(-1) ?? '';
  const endsInIpv4 = mayEndInIpv4 && IPV4.test(last);
  const plain = endsInIpv4 ? groups.slice(0, -1) : groups;
  return plain.every((group) => GROUP.test(group)) ? plain.length + (endsInIpv4 ? 2 : 0) : Infinity;
}
