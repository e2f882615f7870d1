import type { BaseImage } from '../../model/base-image.ts';
import { parseImageName } from '../../model/image-name.ts';
import type { Checker, ConfigPath } from './checker.ts';

/**
 * Reads what is known of images, by their names: parts of OCI image configurations. All else that these have is passed over, so
 * that they can be pasted as they are. The images come by their full names: `docker.io/library/alpine:latest`.
 */
export function readImages(
  value: unknown,
  path: ConfigPath,
  checker: Checker,
): ReadonlyMap<string, BaseImage> {
  const images = new Map<string, BaseImage>();
  for (const [name, entry] of checker.entries(value, path)) {
    const at = [...path, name];
    const parsed = parseImageName(name);
    if (parsed.ok) images.set(parsed.value.canonical, readImage(entry, at, checker));
    else checker.wrongKey(at, `\`${name}\` is no name of an image: ${parsed.words}`);
  }
  return images;
}

function readImage(value: unknown, path: ConfigPath, checker: Checker): BaseImage {
  const { config, text } = fieldsOf(value, path, checker);
  const at = [...path, 'config'];
  const { strings, text: configText } = fieldsOf(config, at, checker);
  const shell = strings('Shell');
  const [variant, workdir] = [text('variant'), configText('WorkingDir')];
  return {
    os: text('os') ?? 'linux',
    architecture: text('architecture') ?? 'amd64',
    ...(variant !== undefined && { variant }),
    config: {
      Env: strings('Env'),
      ...(shell.length > 0 && { Shell: shell }),
      OnBuild: strings('OnBuild'),
      ...(workdir !== undefined && { WorkingDir: workdir }),
    },
  };
}

/** Access to a mapping's fields by key; Docker writes `null` for what is not there. */
function fieldsOf(value: unknown, path: ConfigPath, checker: Checker) {
  const found = new Map(checker.entries(value, path));
  const get = (key: string): unknown => found.get(key) ?? undefined;
  return {
    config: get('config'),
    text: (key: string): string | undefined => checker.string(get(key), [...path, key]),
    strings: (key: string): readonly string[] => checker.strings(get(key), [...path, key]),
  };
}
