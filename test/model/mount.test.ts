import { describe, expect, it } from 'vitest';
import { type CheckedMount, parseMount } from '../../src/model/parse-mount.ts';
import { type Checked, right, wrong } from '../../src/word/checked.ts';
import { readCsvRecord } from '../../src/word/csv-record.ts';

/** Knows one variable. */
function expand(value: string): Checked<string> {
  return value.includes('${') ? wrong('unfinished') : right(value.replaceAll('$ID', 'go-build'));
}

function read(text: string): CheckedMount {
  const record = readCsvRecord(text);
  if (!record.ok) throw new Error(record.words);
  return parseMount(record.value, expand);
}

describe('parseMount', () => {
  it('fills in what is not given', () => {
    expect(read('target=/src')).toEqual({
      ok: true,
      value: {
        type: 'bind',
        from: '',
        source: '',
        target: '/src',
        readOnly: true,
        id: '',
        sharing: null,
        sizeBytes: 0,
        required: false,
        env: null,
        mode: null,
        uid: null,
        gid: null,
      },
    });
  });

  it.each([
    ['Type=CACHE,Dst=/c,sharing=Locked', { type: 'cache', target: '/c', sharing: 'locked', readOnly: false }],
    ['type=cache,target=/c,id=$ID,mode=0750,uid=7,gid=8', { id: 'go-build', mode: 0o750, uid: 7, gid: 8 }],
    ['destination=/a,target=/b,src=x', { target: '/b', source: 'x' }],
    ['target=/b,from=$ID', { from: '$ID' }],
    ['target=/b,rw', { readOnly: false }],
    ['target=/b,ro=f', { readOnly: false }],
    ['target=/b,readwrite=0', { readOnly: true }],
    ['type=tmpfs,target=/t,size=1.5k', { sizeBytes: 1536, readOnly: false }],
    ['type=secret,id=token,env=,required', { env: '', required: true }],
    ['type=ssh,required=0', { required: false, readOnly: true }],
    ['"target=/a,b"', { target: '/a,b' }],
  ])('reads %s', (text, value) => {
    expect(read(text)).toMatchObject({ ok: true, value });
  });

  it.each([
    ['target=/a,fast', "invalid field 'fast' must be a key=value pair", 1],
    ['target=/a,colour=red', "unexpected key 'colour' in 'colour=red'", 1],
    ['tarjet=/a', "unexpected key 'tarjet' in 'tarjet=/a' (did you mean target?)", 0],
    ['type=nfs,target=/a', 'unsupported mount type "nfs"', 0],
    ['type=cahce,target=/a', 'unsupported mount type "cahce" (did you mean cache?)', 0],
    ['type=cache,sharing=all', 'unsupported sharing value "all"', 1],
    ['type=cache,sharing=share', 'unsupported sharing value "share" (did you mean shared?)', 1],
    ['target=/a,ro=sure', 'invalid value for ro: sure', 1],
    ['type=ssh,required=sure', 'invalid value for required: sure', 1],
    ['required,type=ssh', "unexpected key 'required' for mount type 'bind'", 0],
    ['size=1k,type=tmpfs', "unexpected key 'size' for mount type 'bind'", 0],
    ['type=tmpfs,size=big', 'invalid value for size: big', 1],
    ['type=cache,mode=888', 'invalid value 888 for mode', 1],
    ['type=cache,gid=4294967296', 'invalid value 4294967296 for gid', 1],
    ['type=cache,id=${', 'unfinished', 1],
    ['uid=1,target=/a', 'uid not allowed for "bind" type mounts', 0],
    ['mode=1,uid=1,type=tmpfs', 'mode not allowed for "tmpfs" type mounts', 0],
    ['target=/a,sharing=private', 'invalid cache sharing set for bind mount', 1],
    ['type=secret,id=a,from=b', 'secret mount should not have a from', 2],
    ['type=secret,id=a,sharing=shared', 'secret mount should not define sharing', 2],
    ['id=a,type=secret,src=b', "both source and id can't be set", 0],
    ['env=A,type=secret', 'invalid secret mount. one of source, target required', 1],
  ])('refuses %s', (text, words, field) => {
    expect(read(text)).toEqual({ ok: false, words, field });
  });
});
