import type { ImageDescriptor } from '../build-metadata.ts';
import { isRecord } from '../is-record.ts';

/** A note of containerd's image store, which is no annotation of the image. */
const CONFIG_NOTE = 'config.digest';

/** Reads a descriptor as Go writes it in JSON; undefined for what is none. */
export function readDescriptor(value: unknown): ImageDescriptor | undefined {
  if (!isRecord(value)) return undefined;
  const { annotations, digest, mediaType, platform, size } = value;
  if (typeof mediaType !== 'string' || typeof digest !== 'string' || typeof size !== 'number')
    return undefined;
  const notes = isRecord(annotations) ? textsOf(annotations) : {};
  return {
    mediaType,
    digest,
    size,
    ...(Object.keys(notes).length > 0 && { annotations: notes }),
    ...(isRecord(platform) && { platform }),
  };
}

function textsOf(record: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const texts = Object.entries(record).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[0] !== CONFIG_NOTE,
  );
  return Object.fromEntries(texts);
}
