import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BuildMetadata, VertexWarning } from '../../src/build/index.ts';
import { metadataText } from '../../src/cli/build/metadata-text.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type Answer, answeringDaemon } from './answering-daemon.ts';
import { dlintBuild } from './dlint-build.ts';
import { RecordingIo } from './recording-io.ts';

const ID = `sha256:${'1'.repeat(64)}`;
const DIGEST = `sha256:${'2'.repeat(64)}`;
const DESCRIPTOR = { mediaType: 'application/vnd.oci.image.manifest.v1+json', digest: DIGEST, size: 475 };

/** A daemon whose every build makes an image, of which it tells this. */
function daemonWith(image: object, driverStatus: readonly (readonly string[])[] = []): Promise<string> {
  const answer: Answer = (request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://daemon');
    const value = pathname.endsWith('/build')
      ? { aux: { ID } }
      : pathname.endsWith('/info')
        ? { DriverStatus: driverStatus }
        : image;
    request.resume().on('end', () => response.end(JSON.stringify(value)));
  };
  return answeringDaemon(answer);
}

/** Builds with `--metadata-file meta.json` and these options, and gives what is in the file. */
async function metadataOf(host: string, ...options: readonly string[]): Promise<unknown> {
  const cwd = temporaryFolder({ Dockerfile: 'FROM scratch\n' });
  const io = new RecordingIo(cwd, { DOCKER_HOST: host });
  expect(await dlintBuild(io, '--metadata-file', 'meta.json', ...options, '.')).toBe(0);
  return JSON.parse(readFileSync(join(cwd, 'meta.json'), 'utf8'));
}

describe('--metadata-file', () => {
  it('has the descriptor that the daemon tells, without what its store notes there', async () => {
    const annotations = { 'config.digest': ID };
    const host = await daemonWith({ Id: DIGEST, Descriptor: { ...DESCRIPTOR, annotations } });
    expect(await metadataOf(host, '-t', 'app', '-t', 'example.com/app:2')).toEqual({
      'containerimage.descriptor': DESCRIPTOR,
      'containerimage.digest': DIGEST,
      'image.name': 'docker.io/library/app:latest,example.com/app:2',
    });
  });

  it("has the id as the configuration's digest where images are kept without containerd", async () => {
    const host = await daemonWith({ Id: ID, RepoDigests: [`app@${DIGEST}`] });
    expect(await metadataOf(host, '-t', 'app')).toEqual({
      'containerimage.config.digest': ID,
      'image.name': 'docker.io/library/app:latest',
    });
  });

  it('has the id as the digest in a containerd store that tells no descriptor', async () => {
    const host = await daemonWith({ Id: ID }, [['driver-type', 'io.containerd.snapshotter.v1']]);
    expect(await metadataOf(host)).toEqual({ 'containerimage.digest': ID });
  });

  it('takes the place of an old one only after a build that succeeded', async () => {
    const cwd = temporaryFolder({ Dockerfile: 'FROM scratch\n', 'meta.json': 'old' });
    const io = new RecordingIo(cwd, { DOCKER_HOST: await daemonWith({}) });
    expect(await dlintBuild(io, '--metadata-file', 'meta.json', '-f', 'nowhere', '.')).toBe(1);
    expect(readFileSync(join(cwd, 'meta.json'), 'utf8')).toBe('old');
    expect(await dlintBuild(io, '--metadata-file', 'meta.json', '.')).toBe(0);
    expect(readFileSync(join(cwd, 'meta.json'), 'utf8')).toBe(
      `{\n  "containerimage.config.digest": "${ID}"\n}`,
    );
    expect(readdirSync(cwd).sort()).toEqual(['Dockerfile', 'meta.json']);
  });

  it('is refused before the build where it could not be written', async () => {
    const cwd = temporaryFolder({ Dockerfile: 'FROM scratch\n' });
    mkdirSync(join(cwd, 'folder'));
    const io = new RecordingIo(cwd, { DOCKER_HOST: await daemonWith({}) });
    const build = (file: string) => dlintBuild(io, '--metadata-file', file, '.');
    await expect(build('folder')).rejects.toThrow(/^--metadata-file: .*folder is a directory/);
    await expect(build('nowhere/meta.json')).rejects.toThrow(/^--metadata-file: cannot write .*nowhere/);
    expect(existsSync(join(cwd, 'nowhere'))).toBe(false);
  });

  it('says so where it cannot be kept after the build', async () => {
    const cwd = temporaryFolder({ Dockerfile: 'FROM scratch\n' });
    const io = new RecordingIo(cwd, { DOCKER_HOST: await daemonWith({}) });
    // A name that is too long only with what stands beside it.
    const name = 'm'.repeat(250);
    expect(await dlintBuild(io, '--metadata-file', name, '.')).toBe(1);
    expect(io.err).toContain('dlint: the build succeeded, but --metadata-file cannot be kept: ');
    expect(readdirSync(cwd)).toEqual(['Dockerfile']);
  });
});

describe('the text of a metadata file', () => {
  const warning: VertexWarning = {
    vertex: 'sha256:3',
    level: 1,
    short: 'Old: a (line 2)',
    detail: ['why'],
    url: '',
    source: { filename: 'Dockerfile', data: Buffer.from('FROM x'), language: 'Dockerfile' },
    ranges: [{ start: { line: 2, character: 0 }, end: { line: 2, character: 4 } }],
  };

  it('is an empty object where nothing is known', () => {
    expect(metadataText({}, [])).toBe('{}');
  });

  it('has its keys in order', () => {
    const metadata: BuildMetadata = {
      names: ['b', 'a'],
      digest: DIGEST,
      configDigest: ID,
      descriptor: DESCRIPTOR,
    };
    expect(Object.entries(JSON.parse(metadataText(metadata, [])))).toEqual([
      ['containerimage.config.digest', ID],
      ['containerimage.descriptor', DESCRIPTOR],
      ['containerimage.digest', DIGEST],
      ['image.name', 'b,a'],
    ]);
  });

  it('has warnings as BuildKit writes them', () => {
    expect(JSON.parse(metadataText({}, [warning]))).toEqual({
      'buildx.build.warnings': [
        {
          vertex: 'sha256:3',
          level: 1,
          short: 'T2xkOiBhIChsaW5lIDIp',
          detail: ['d2h5'],
          sourceInfo: { filename: 'Dockerfile', data: 'RlJPTSB4', language: 'Dockerfile' },
          range: [{ start: { line: 2 }, end: { line: 2, character: 4 } }],
        },
      ],
    });
  });
});
