import { describe, expect, it } from 'vitest';
import { connectionError } from '../../src/build/docker/connection-error.ts';

const failed = (code: string) =>
  new Error('fetch failed', { cause: Object.assign(new Error(code), { code }) });

describe('connectionError', () => {
  it.each([
    ['unix:///s', 'EINVAL', 'the path is too long for a socket'],
    ['tcp://[fe80::1]:2375', 'EINVAL', 'there is no route to the host'],
    ['unix:///s', 'EACCES', 'permission denied; your user needs access to the socket (group docker)'],
    ['tcp://h:1', 'EACCES', 'permission denied'],
    ['unix:///s', 'ECONNREFUSED', 'nothing listens there; is the daemon running?'],
    ['unix:///s', 'EPROTOTYPE', 'it is a socket of another kind'],
  ])('says what to do about %s and %s', (address, code, reason) => {
    expect(connectionError(failed(code), address)).toMatchObject({
      code: 'ENDPOINT_UNREACHABLE',
      message: `cannot connect to the daemon at ${address}: ${reason}`,
    });
  });
});
