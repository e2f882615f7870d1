import { cacheMounts } from '../model/cache-mounts.ts';
import type { Run } from '../parser/ast.ts';
import { type Cleanup, firstUncleaned, lastUncleaned } from '../shell/cleanup.ts';
import type { ShellCommand } from '../shell/command.ts';
import type { LintContext } from './lint-context.ts';
import type { Place } from './rule.ts';

/**
 * Whether a RUN has a cache or tmpfs mount over a folder, such as `/var/cache/apk` or `.cache/pip`, which is in somebody's home. A
 * mount over a folder around it will do, but hadolint does not see that.
 */
export function isMounted({ preset }: LintContext, run: Run, folder: string): boolean {
  return cacheMounts(run).some(
    (target) => target.includes(folder) || (preset !== 'hadolint' && isAround(target, folder)),
  );
}

function isAround(target: string, folder: string): boolean {
  if (folder.startsWith('/')) return folder.startsWith(`${target}/`);
  const [first = ''] = folder.split('/');
  return target === '~' || target.endsWith(`/${first}`);
}

/** Whether what a stage's instructions leave behind becomes part of an image that leaves the build. */
export function isShipped({ shippedStages }: LintContext, { onbuild, stage }: Place): boolean {
  return onbuild !== null || stage === null || shippedStages.has(stage);
}

/** A package manager's cache. */
export interface PackageCache {
  /** Where it is: whole paths, or the end of a path in somebody's home. */
  readonly folders: readonly string[];
  readonly cleanup: Cleanup;
  readonly hadolint: {
    /** What hadolint takes for a cleanup, for each program on its own. */
    readonly cleanups: readonly Cleanup[];
    /** The folders over which it knows a mount. */
    readonly mounts: readonly string[];
    /** Whether it looks only at stages that become an image. */
    readonly isOnlyForShipped: boolean;
  };
}

/** The command of a RUN that leaves a package manager's cache in an image; `null` where there is none. */
export function commandThatKeeps(
  file: LintContext,
  run: Run,
  place: Place,
  { cleanup, folders, hadolint }: PackageCache,
): ShellCommand | null {
  const { commands } = file.script(run);
  const isHadolint = file.preset === 'hadolint';
  const kept = isHadolint
    ? hadolint.cleanups.map((each) => firstUncleaned(commands, each)).find((command) => command !== null)
    : lastUncleaned(commands, cleanup);
  if (kept === undefined || kept === null) return null;
  if ((isHadolint ? hadolint.mounts : folders).some((folder) => isMounted(file, run, folder))) return null;
  const matters = (isHadolint && !hadolint.isOnlyForShipped) || isShipped(file, place);
  return matters ? kept : null;
}
