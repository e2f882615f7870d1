import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Io } from '../io.ts';

export interface HadolintConfigFile {
  /** Absolute. */
  readonly file: string;
  /** Whether it lies in the working directory, not in the user's own. */
  readonly isProject: boolean;
}

const extensions = ['yaml', 'yml'] as const;

/** Finds the configuration that hadolint would use: in the working directory, else in the user's own directories. */
export function findHadolintConfig({ cwd, env }: Pick<Io, 'cwd' | 'env'>): HadolintConfigFile | undefined {
  const project = firstOf([join(cwd, '.hadolint')]);
  if (project !== undefined) return { file: project, isProject: true };
  const file = firstOf(userPlaces(env));
  return file === undefined ? undefined : { file, isProject: false };
}

/** Without extensions, the first place first. */
function userPlaces({ HOME, USERPROFILE, XDG_CONFIG_HOME }: Io['env']): readonly string[] {
  const home = HOME || USERPROFILE;
  const below = home
    ? ['.hadolint/hadolint', '.hadolint/config', '.hadolint'].map((name) => join(home, name))
    : [];
  const settings = XDG_CONFIG_HOME || (home && join(home, '.config'));
  return settings ? [join(settings, 'hadolint'), ...below] : below;
}

function firstOf(places: readonly string[]): string | undefined {
  return places
    .flatMap((place) => extensions.map((extension) => `${place}.${extension}`))
    .find((file) => existsSync(file));
}
