import { describe, expect, it } from 'vitest';
import { parseSignal } from '../../src/model/signal.ts';

describe('parseSignal', () => {
  it.each([
    ['HUP', 1],
    ['sigint', 2],
    ['SIGSYS', 31],
    ['Cld', 17],
    ['IOT', 6],
    ['POLL', 29],
    ['STKFLT', 16],
    ['RTMIN', 34],
    ['sigrtmin+15', 49],
    ['RTMAX-14', 50],
    ['RTMAX', 64],
    ['9', 9],
    ['+200', 200],
    ['-3', -3],
  ])('reads %s', (text, number) => {
    expect(parseSignal(text)).toEqual({ ok: true, value: number });
  });

  it.each([
    '',
    '0',
    '-0',
    'SIG',
    'SIGSIGHUP',
    'HUPS',
    'RTMIN+16',
    'RTMIN+0',
    'RTMAX-15',
    '1 ',
    '9'.repeat(20),
  ])('refuses %j', (text) => {
    expect(parseSignal(text)).toEqual({ ok: false, words: `invalid signal: ${text}` });
  });
});
