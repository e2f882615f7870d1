import { describe, expect, it } from 'vitest';
import { readCacheFrom, readCacheTo } from '../../src/cli/build/cache-options.ts';
import { readOutput } from '../../src/cli/build/output-option.ts';
import { readSecret } from '../../src/cli/build/secret-option.ts';
import { readSsh } from '../../src/cli/build/ssh-option.ts';
import { RecordingIo } from './recording-io.ts';

const io = new RecordingIo('/srv');

describe('--secret', () => {
  it.each([
    ['id=a,src=key', { id: 'a', path: '/srv/key' }],
    ['id=a,source=/key', { id: 'a', path: '/key' }],
    ['type=file,id=a', { id: 'a', path: '/srv/a' }],
    ['id=a,env=TOKEN', { id: 'a', variable: 'TOKEN' }],
    ['id=a,type=env', { id: 'a', variable: 'a' }],
    ['id=a,type=env,src=TOKEN', { id: 'a', variable: 'TOKEN' }],
    ['id=SET', { id: 'SET', variable: 'SET' }],
    ['id=a', { id: 'a', path: '/srv/a' }],
    ['id=a,"src=b,c"', { id: 'a', path: '/srv/b,c' }],
  ])('%s', (text, secret) => {
    expect(readSecret(text, { cwd: '/srv', env: { SET: '' } })).toEqual(secret);
  });

  it.each([
    ['src=a', 'has no id'],
    ['a', "'a' is not KEY=VALUE"],
    ['id=a,type=x', "the type is file or env, not 'x'"],
    ['id=a,required=1', "knows no 'required'"],
    ['id=a,"src', 'cannot be read'],
  ])('refuses %s', (text, words) => {
    expect(() => readSecret(text, { cwd: '/srv', env: {} })).toThrow(words);
  });
});

describe('--ssh', () => {
  it.each([
    ['default', { id: 'default', paths: [] }],
    ['a=agent.sock', { id: 'a', paths: ['/srv/agent.sock'] }],
    ['a=/k1,k2', { id: 'a', paths: ['/k1', '/srv/k2'] }],
  ])('%s', (text, forward) => {
    expect(readSsh(text, '/srv')).toEqual(forward);
  });

  it('needs an id', () => {
    expect(() => readSsh('=a', '/srv')).toThrow('needs an id');
  });
});

describe('--output', () => {
  it.each([
    ['out', { type: 'local', destination: '/srv/out' }],
    ['type=local,dest=out', { type: 'local', destination: '/srv/out', attributes: {} }],
    ['type=tar,dest=/a.tar', { type: 'tar', destination: '/a.tar', attributes: {} }],
    ['type=docker', { type: 'docker', destination: undefined, attributes: {} }],
    [
      'type=image,name=a:1,push=true',
      { type: 'image', destination: undefined, attributes: { name: 'a:1', push: 'true' } },
    ],
  ])('%s', (text, output) => {
    expect(readOutput(text, io)).toEqual(output);
  });

  it.each(['-', 'type=tar', 'type=oci,dest=-'])('%s goes to standard output', async (text) => {
    const recorder = new RecordingIo('/srv');
    const { destination } = readOutput(text, recorder);
    if (typeof destination !== 'object') throw new Error('it is no stream');
    await new Promise<void>((resolve) => destination.end('bytes', resolve));
    expect(recorder.out).toBe('bytes');
  });

  it.each([
    ['', 'is empty'],
    ['dest=a', 'the type is one of'],
    ['type=zip,dest=a', "not 'zip'"],
    ['type=image,dest=a', 'takes no dest'],
    ['type=local,dest=-', 'needs a directory'],
  ])('refuses %s', (text, words) => {
    expect(() => readOutput(text, io)).toThrow(words);
  });
});

describe('--cache-from and --cache-to', () => {
  it('take images', () => {
    expect(readCacheFrom(['a,b:1', 'type=registry,ref=c/d', ''])).toEqual(['a', 'b:1', 'c/d']);
    expect(readCacheTo([])).toBe(false);
    expect(readCacheTo(['inline', 'type=inline'])).toBe(true);
  });

  it('refuse what a daemon cannot do', () => {
    expect(() => readCacheFrom(['type=local,src=a'])).toThrow('images only');
    expect(() => readCacheTo(['type=registry,ref=a'])).toThrow('use type=inline');
    expect(() => readCacheTo(['example.com/a'])).toThrow('type=registry is not possible');
    expect(() => readCacheTo(['ref=a'])).toThrow('has no type');
  });

  it.each([
    'type=s3,secret_access_key=hidden',
    'type=s3,secret_access_key=hidden,x',
    'secret_access_key="hidden',
  ])('do not show credentials: %s', (text) => {
    expect(() => readCacheTo([text])).toThrow(/^(?!.*hidden)/);
  });
});
