import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../temporary-folder.ts';

/** What a credential helper answers, as lines of a shell's `case "$1:$input"`: `get:r.example) echo …;;`. */
export type HelperScripts = Readonly<Record<string, string>>;

/** Real programs `docker-credential-NAME` in a folder of their own. */
export interface InstalledHelpers {
  /** The environment in which they are found first. */
  readonly environment: Readonly<Record<string, string>>;
  /** What they were asked: `fake get r.example`. */
  asked(): readonly string[];
}

/** Installs credential helpers for one test. */
export function installHelpers(scripts: HelperScripts): InstalledHelpers {
  const folder = temporaryFolder();
  const log = join(folder, 'log');
  const names = Object.keys(scripts);
  const files = names.map(
    (name) => [`docker-credential-${name}`, scriptOf(name, scripts[name] ?? '', log)] as const,
  );
  const bin = temporaryFolder(Object.fromEntries(files));
  for (const [file] of files) chmodSync(join(bin, file), 0o755);
  return {
    environment: { PATH: `${bin}:/usr/bin:/bin`, HOME: folder },
    asked: () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []),
  };
}

function scriptOf(name: string, cases: string, log: string): string {
  return `#!/bin/sh
input=$(cat)
echo "${name} $1 $input" >>'${log}'
case "$1:$input" in
${cases}
*) echo 'credentials not found in native keychain'; exit 1 ;;
esac
`;
}
