import { describe, expect, it } from 'vitest';
import type { Mount } from '../../src/model/mount.ts';
import { placeMount } from '../../src/model/mount-target.ts';
import { parseMount } from '../../src/model/parse-mount.ts';
import { right } from '../../src/word/checked.ts';
import { readCsvRecord } from '../../src/word/csv-record.ts';

function mount(text: string): Mount {
  const record = readCsvRecord(text);
  const parsed = parseMount(record.ok ? record.value : [], right);
  if (!parsed.ok) throw new Error(parsed.words);
  return parsed.value;
}

const EXAMPLE = 'e.g. --mount=type=secret,id=token,target=C:/path/to/secret';

describe('placeMount', () => {
  it.each([
    ['target=/a/../b', '/a/../b', ''],
    ['target=b', '/srv/b', ''],
    ['target=../b', '/b', ''],
    ['target=', '/srv', ''],
    ['type=cache,target=/c/', '/c/', '/c'],
    ['type=cache,target=c', '/srv/c', 'c'],
    ['type=cache,target=/c,id=x', '/c', 'x'],
    ['type=secret,id=dir/token', '/run/secrets/token', 'dir/token'],
    ['type=secret,target=/etc/token', '/etc/token', 'token'],
    ['type=secret,src=token,env=TOKEN', null, 'token'],
    ['type=ssh', null, 'default'],
    ['type=ssh,id=key,target=/agent', '/agent', 'key'],
  ])('%s', (text, target, id) => {
    expect(placeMount(mount(text), '/srv', 'linux')).toEqual({ ok: true, value: { id, target } });
  });

  it.each([
    ['target=/', '/srv', 'invalid mount target "/"'],
    ['target=..', '/srv', 'invalid mount target "/"'],
    ['type=tmpfs', '/', 'invalid mount target "/"'],
    ['type=ssh,src=a', '/', 'ssh does not support source'],
  ])('refuses %s in %s', (text, workdir, words) => {
    expect(placeMount(mount(text), workdir, 'linux')).toEqual({ ok: false, words });
  });

  it.each([
    [String.raw`target=c:\run\token`, 'c:/run/token'],
    ['target=/run/token', '/run/token'],
    ['env=TOKEN', null],
  ])('takes a secret with %s on Windows', (text, target) => {
    const place = placeMount(mount(`type=secret,id=token,${text}`), '/', 'windows');
    expect(place).toEqual({ ok: true, value: { id: 'token', target } });
  });

  it('wants a target for a secret on Windows', () => {
    const words = `secret target is required on Windows, ${EXAMPLE}`;
    expect(placeMount(mount('type=secret,id=token'), '/', 'windows')).toEqual({ ok: false, words });
  });

  it.each(['token', 'C:', 'C:token', 'D:/token', '//host/token', '/c:token'])(
    'refuses the target %s of a secret on Windows',
    (target) => {
      const words = `secret target "${target}" must be an absolute path with forward slashes on Windows, ${EXAMPLE}`;
      const place = placeMount(mount(`type=secret,id=token,target=${target}`), '/', 'windows');
      expect(place).toEqual({ ok: false, words });
    },
  );
});
