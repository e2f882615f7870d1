import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { dlintBuild } from './dlint-build.ts';
import { RecordingIo } from './recording-io.ts';

describe('dlint build without a daemon', () => {
  it.each([
    ['a socket that is not there', 'unix:///nowhere/docker.sock', 'there is no such socket'],
    ['an address of another kind', 'npipe://pipe', 'supported are'],
  ])('names %s', async (_, host, text) => {
    const io = new RecordingIo(temporaryFolder({ Dockerfile: 'FROM scratch\n' }));
    expect(await dlintBuild(io, '-H', host, '.')).toBe(1);
    expect(io.err).toMatch(new RegExp(`^dlint: .*${host}.*${text}.*\n$`));
    expect(io.out).toBe('');
  });

  it('names a missing context or Dockerfile before it looks for the daemon', async () => {
    const io = new RecordingIo(temporaryFolder());
    expect(await dlintBuild(io, '-H', 'unix:///nowhere', 'missing')).toBe(1);
    expect(await dlintBuild(io, '-H', 'unix:///nowhere', '.')).toBe(1);
    expect(io.err.split('\n')).toEqual([
      expect.stringContaining(`${io.cwd}/missing as build context: no such file or directory`),
      expect.stringContaining(`the Dockerfile ${io.cwd}/Dockerfile: no such file or directory`),
      '',
    ]);
  });

  it.each([
    [[], "'dlint build' requires 1 argument"],
    [['a', 'b'], "'dlint build' requires 1 argument"],
    [[''], 'is empty'],
    [['--build-arg', '=x', '.'], "not '=x'"],
  ])('refuses the arguments %j as wrong usage', async (argv, message) => {
    const io = new RecordingIo(temporaryFolder({ Dockerfile: 'FROM scratch\n' }));
    await expect(dlintBuild(io, ...argv)).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining(message),
    });
  });

  it('takes a name that no image can have for wrong usage', async () => {
    const io = new RecordingIo(temporaryFolder({ Dockerfile: 'FROM scratch\n' }));
    expect(await dlintBuild(io, '-t', 'App', '.')).toBe(2);
    expect(io.err).toMatch(/^dlint: "App" cannot name an image: .*must be lowercase.*\n$/);
  });
});
