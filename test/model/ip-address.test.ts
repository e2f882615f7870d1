import { expect, it } from 'vitest';
import { ipVersion } from '../../src/model/ip-address.ts';

it.each([
  ['10.0.0.255', 4],
  ['10.0.0.256', null],
  ['10.0.0.01', null],
  ['10.0.0', null],
  ['::', 6],
  ['fd00::A:1', 6],
  ['1:2:3:4:5:6:7:8', 6],
  ['1:2:3:4:5:6:7::', 6],
  ['1:2:3:4:5:6:7::8', null],
  ['1:2:3:4:5:6:7', null],
  ['1::2::3', null],
  [':::', null],
  ['::12345', null],
  ['::ffff:10.0.0.1', 6],
  ['1:2:3:4:5:6:10.0.0.1', 6],
  ['10.0.0.1::', null],
  ['fe80::1%eth0', null],
])('%s', (text, version) => {
  expect(ipVersion(text)).toBe(version);
});

it.each([
  ['fe80::1%eth0', 6],
  ['fe80::1%', null],
  ['10.0.0.1%eth0', null],
])('%s with a zone', (text, version) => {
  expect(ipVersion(text, { zone: true })).toBe(version);
});
