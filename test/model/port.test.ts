import { describe, expect, it } from 'vitest';
import { parsePorts } from '../../src/model/port.ts';

describe('parsePorts', () => {
  it.each([
    ['8443', 8443, 8443, 'tcp'],
    ['+53/UDP', 53, 53, 'udp'],
    ['007/', 7, 7, 'tcp'],
    ['0-65535/sctp', 0, 65_535, 'sctp'],
    [':90', 90, 90, 'tcp'],
    ['9000-9009:90', 90, 90, 'tcp'],
    ['9000-9001:90-91', 90, 91, 'tcp'],
    ['10.0.0.1::90', 90, 90, 'tcp'],
    ['[fd00::1]:1:90', 90, 90, 'tcp'],
    ['[]:1:90', 90, 90, 'tcp'],
    ['fd00::1:1:90', 90, 90, 'tcp'],
  ])('reads %s', (text, start, end, protocol) => {
    expect(parsePorts(text)).toEqual({ ok: true, value: [{ start, end, protocol }] });
  });

  it.each([
    ['/udp', 'invalid port: "/udp": no port specified'],
    ['90/Http', 'invalid port: "90/Http": invalid proto: Http'],
    ['http', 'invalid containerPort: http'],
    ['-90', 'invalid containerPort: -90'],
    ['90-', 'invalid containerPort: 90-'],
    ['91-90', 'invalid containerPort: 91-90'],
    ['1-2-3', 'invalid containerPort: 1-2-3'],
    ['65536', 'invalid containerPort: 65536'],
    ['a:90', 'invalid hostPort: a'],
    ['8-10:90-91', 'invalid ranges specified for container and host Ports: 90-91 and 8-10'],
    ['host:1:90', 'invalid IP address: host'],
    ['1.2.3:1:90', 'invalid IP address: 1.2.3'],
    ['fe80::1%eth0:1:90', 'invalid IP address: fe80::1%eth0'],
    ['[::1:1:90', "invalid IP address [::1: address [::1:: missing ']' in address"],
    ['[::1]x:1:90', 'invalid IP address [::1]x: address [::1]x:: missing port in address'],
    ['[::1]:2:1:90', 'invalid IP address [::1]:2: address [::1]:2:: too many colons in address'],
    ['[[::1]:1:90', "invalid IP address [[::1]: address [[::1]:: unexpected '[' in address"],
  ])('refuses %s', (text, words) => {
    expect(parsePorts(text)).toEqual({ ok: false, words });
  });
});
