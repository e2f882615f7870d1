import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished, vi } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { buildx } from './buildx.ts';
import { dlintBuild } from './dlint-build.ts';
import { type Engine, onEngines } from './engines.ts';
import { askDaemon, describeWith, temporaryTag } from './real-daemon.ts';
import { RecordingIo } from './recording-io.ts';

vi.setConfig({ testTimeout: 120_000 });

type Metadata = Readonly<Record<string, unknown>>;

/** What both are asked for: the same image to the byte, so without the time and without what describes how it was built. */
const SAME = ['--build-arg', 'SOURCE_DATE_EPOCH=0', '--metadata-file', 'meta.json'];
const SETTINGS = { BUILDX_METADATA_WARNINGS: '1', BUILDX_METADATA_PROVENANCE: 'disabled' };

interface Written {
  readonly metadata: Metadata;
  readonly imageId: string | undefined;
}

async function withBuildx(programs: string, engine: Engine, cwd: string, options: readonly string[]) {
  const { program, argv, env } = buildx(programs, engine, [...SAME, ...options], SETTINGS);
  await promisify(execFile)(program, argv, { cwd, env });
  return written(cwd);
}

async function withDlint({ host }: Engine, cwd: string, options: readonly string[]): Promise<Written> {
  const io = new RecordingIo(cwd, SETTINGS);
  expect(await dlintBuild(io, '--lint=off', '-H', host, ...SAME, ...options, '.')).toBe(0);
  return written(cwd);
}

function written(cwd: string): Written {
  const text = readFileSync(join(cwd, 'meta.json'), 'utf8');
  const metadata: Metadata = JSON.parse(text);
  expect(text).toBe(JSON.stringify(metadata, null, 2));
  expect(Object.keys(metadata)).toEqual(Object.keys(metadata).sort());
  return { metadata, imageId: read(join(cwd, 'id')) };
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** A folder with something to warn of, and an image that no earlier build has made. */
function context(): string {
  const Dockerfile = `FROM scratch\nLABEL run=${randomBytes(6).toString('hex')}\nMAINTAINER me\n`;
  return temporaryFolder({ Dockerfile });
}

/** It names the record that buildx keeps of a build. */
function withoutRef({ 'buildx.build.ref': ref, ...rest }: Metadata): Metadata {
  expect(ref).toMatch(/^default\/default\//);
  return rest;
}

/**
 * The vertex depends on the session, and dlint does not read how BuildKit itself got the Dockerfile (`definition`), which is of use to
 * BuildKit only.
 */
function withoutSession({ 'buildx.build.warnings': warnings, ...rest }: Metadata, isOurs: boolean): Metadata {
  const [warning] = warnings as readonly { vertex: string; sourceInfo: Metadata }[];
  expect(warning?.vertex).toMatch(/^sha256:/);
  const { definition, ...sourceInfo } = warning?.sourceInfo ?? {};
  expect(definition === undefined).toBe(isOurs);
  return { ...rest, 'buildx.build.warnings': [{ ...warning, vertex: '', sourceInfo }] };
}

/** The daemon does not tell the platform of an image that it has. */
function withoutPlatform({ 'containerimage.descriptor': descriptor, ...rest }: Metadata): Metadata {
  const { platform, ...known } = descriptor as Metadata;
  expect(platform).toMatchObject({ os: 'linux' });
  return { ...rest, 'containerimage.descriptor': known };
}

/** Without containerd, buildx repeats a name as it was given; the image has it with its tag. */
function withTag({ 'image.name': name, ...rest }: Metadata): Metadata {
  expect(name).not.toMatch(/:latest$/);
  return { ...rest, 'image.name': `${name}:latest` };
}

onEngines(['current', 'socket'], 'what is told of a result', (engine) => {
  describeWith(['DLINT_TEST_ENGINES'], 'compared with buildx', (programs) => {
    const isContainerd = engine.traits.has('containerd-store');

    /** Both files for the same build. */
    async function compare(...options: readonly string[]): Promise<{ ours: Written; theirs: Written }> {
      const cwd = context();
      const theirs = await withBuildx(programs, engine, cwd, options);
      return { theirs, ours: await withDlint(engine, cwd, options) };
    }

    it('is the same for an image in the daemon', async () => {
      const tag = temporaryTag(engine.host);
      const latest = tag.replace(':tag', '-without-tag');
      onTestFinished(async () => {
        await askDaemon(engine.host, 'DELETE', `/v1.40/images/${latest}?force=1`);
      });
      const { ours, theirs } = await compare('-t', tag, '-t', latest, '--iidfile', 'id');
      const known = withoutSession(withoutRef(theirs.metadata), false);
      const expected = isContainerd ? withoutPlatform(known) : withTag(known);
      expect(withoutSession(ours.metadata, true)).toEqual(expected);
      expect(ours.imageId).toMatch(/^sha256:[0-9a-f]{64}$/);
      expect(ours.imageId).toBe(theirs.imageId);
    });

    it('is the same for files', async () => {
      const { ours, theirs } = await compare('-o', 'out');
      expect(withoutSession(ours.metadata, true)).toEqual(withoutSession(withoutRef(theirs.metadata), false));
    });

    // Without containerd a daemon cannot send an image.
    if (!isContainerd) return;
    it.each(['oci', 'docker'])('is the same for an archive (%s)', async (type) => {
      const { ours, theirs } = await compare('-t', 'app', '-o', `type=${type},dest=archive.tar`);
      expect(withoutSession(ours.metadata, true)).toEqual(withoutSession(withoutRef(theirs.metadata), false));
      expect(ours.metadata['containerimage.descriptor']).toMatchObject({ platform: { os: 'linux' } });
    });
  });
});

onEngines(['classic', 'tcp'], 'what is told of a result without BuildKit', (engine) => {
  it('is the image that the daemon has', async () => {
    const cwd = context();
    const options = ['-t', temporaryTag(engine.host), '--builder', 'classic', '--iidfile', 'id'];
    const { imageId, metadata } = await withDlint(engine, cwd, options);
    const key = engine.traits.has('containerd-store')
      ? 'containerimage.digest'
      : 'containerimage.config.digest';
    expect(metadata).toMatchObject({ [key]: imageId, 'image.name': expect.stringMatching(/:tag$/) });
    expect(Object.keys(metadata)).not.toContain('buildx.build.warnings');
  });
});
