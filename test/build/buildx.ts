import { join } from 'node:path';
import { temporaryFolder } from '../temporary-folder.ts';

/** How a program is run. */
interface Call {
  readonly program: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** `docker buildx build` of the working directory with a daemon, from the folder of programs; it reads no configuration of anybody's. */
export function buildx(
  programs: string,
  { host }: { readonly host: string },
  options: readonly string[],
  settings: Call['env'] = {},
): Call {
  const home = temporaryFolder({});
  return {
    program: join(programs, 'docker-buildx'),
    argv: ['build', '--provenance=false', ...options, '.'],
    env: { ...settings, PATH: process.env.PATH, HOME: home, BUILDX_CONFIG: home, DOCKER_HOST: host },
  };
}
