import { describe, expect, it } from 'vitest';
import { parseChmod } from '../../src/model/chmod.ts';

describe('parseChmod', () => {
  it.each([
    ['0', 0],
    ['750', 0o750],
    ['07777', 0o7777],
  ])('reads %s as octal', (text, mode) => {
    expect(parseChmod(text)).toEqual({ ok: true, value: { kind: 'octal', mode } });
  });

  it.each(['a=rX', '+t', 'ug+rw,o-rwx', 'u=rwx,go=u-w', 'go=', '=', 'u+x-w=r'])(
    'reads %s as changes',
    (changes) => {
      expect(parseChmod(changes)).toEqual({ ok: true, value: { kind: 'symbolic', changes } });
    },
  );

  it.each(['778', '17777', '0o644', '7 ', '0x1ff', '1e3', '99999999999999999999'])(
    'refuses %j as octal',
    (text) => {
      const words = `invalid chmod parameter: '${text}'. it should be octal string and between 0 and 07777`;
      expect(parseChmod(text)).toEqual({ ok: false, words });
    },
  );

  it.each(['', 'u', 'rwx', 'u+x,', ',u+x', 'u+x,,g+x', 'u+ x', 'u+y', '+644', 'U+x'])(
    'refuses %j',
    (text) => {
      expect(parseChmod(text)).toEqual({ ok: false, words: 'invalid syntax' });
    },
  );
});
