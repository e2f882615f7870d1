import type { BuildMetadata } from '../build-metadata.ts';
import type { Builder } from '../buildkit/buildkit-options.ts';
import { checkImageName } from '../image-name.ts';
import { isRecord } from '../is-record.ts';
import type { DaemonConnection } from './connection.ts';
import { readDescriptor } from './image-descriptor.ts';
import { askImageStore } from './image-store.ts';
import type { Engine } from './ping.ts';
import { readJson } from './read-json.ts';

/** An image that a build made. */
export interface BuiltImage {
  readonly id: string;
  /** As they were given. */
  readonly names: readonly string[];
  readonly builder: Builder;
  readonly isPushed: boolean;
}

/** Asks a daemon what it knows of an image (Engine API, `GET /images/{name}/json`). Throws a BuildError. */
export async function askImageMetadata(
  connection: DaemonConnection,
  engine: Engine,
  built: BuiltImage,
): Promise<BuildMetadata> {
  const { apiVersion } = engine;
  const { builder, id, isPushed, names } = built;
  const image = await readJson(connection, `/v${apiVersion}/images/${id}/json`);
  const known = { names: namesOf(names) };
  const descriptor = isRecord(image) ? readDescriptor(image.Descriptor) : undefined;
  if (descriptor !== undefined) return { ...known, digest: descriptor.digest, descriptor };
  if (engine.name === 'podman') return metadataWithoutDaemon(engine, built);
  // Before API 1.48 the daemon does not tell the descriptor.
  if ((await askImageStore(connection, apiVersion)) === 'containerd') return { ...known, digest: id };
  const untold = builder === 'buildkit' ? id : undefined;
  return { ...known, digest: isPushed ? pushedDigest(image, names) : untold, configDigest: id };
}

/** What is known of an image without another request: in Podman its id is the digest of its configuration. Throws a BuildError. */
export function metadataWithoutDaemon({ name }: Engine, { id, names }: BuiltImage): BuildMetadata {
  return { names: namesOf(names), ...(name === 'podman' && { configDigest: id }) };
}

/** Names of an image, complete. Throws a BuildError for what can be none. */
export function namesOf(names: readonly string[]): readonly string[] {
  return names.map((name) => checkImageName(name).canonical);
}

/** The digest under which a registry has the image by its first name; undefined where that is not clear. */
function pushedDigest(image: unknown, [name = '']: readonly string[]): string | undefined {
  const known = isRecord(image) && Array.isArray(image.RepoDigests) ? image.RepoDigests : [];
  const { familiar } = checkImageName(name);
  const [digest, second] = known.flatMap((text: unknown) => {
    const [repository, found] = String(text).split('@');
    return repository === familiar && found !== undefined ? [found] : [];
  });
  return second === undefined ? digest : undefined;
}
