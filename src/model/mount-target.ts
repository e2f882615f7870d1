import { type Checked, right, wrong } from '../word/checked.ts';
import { quoteGo } from '../word/quote-go.ts';
import { cleanPath } from './clean-path.ts';
import type { Mount } from './mount.ts';

/** What a mount takes, and where it is seen in the container. */
export interface MountPlace {
  /** What a cache, a secret or an ssh agent is known by; empty for other mounts. */
  readonly id: string;
  /** `null` for a secret that is only an environment variable, and for an ssh agent, whose socket BuildKit places. */
  readonly target: string | null;
}

/** A path with forward slashes that is absolute on the system's drive, and no network share. */
const WINDOWS_PATH = /^(?:c:\/|\/(?!\/)[^:]*$)/i;

/**
 * Finds out the place of a mount, which BuildKit refuses only when it comes to the RUN (Dockerfile reference, "RUN --mount").
 * `workdir` is absolute; `os` is that of the stage.
 */
export function placeMount(mount: Mount, workdir: string, os: string): Checked<MountPlace> {
  const { id, source, target, type } = mount;
  switch (type) {
    case 'ssh':
      if (source !== '') return wrong('ssh does not support source');
      return right({ id: id || 'default', target: target || null });
    case 'secret':
      return placeSecret(mount, os === 'windows');
    case 'bind':
    case 'cache':
    case 'tmpfs': {
      const path = target.startsWith('/') ? target : cleanPath(`/${workdir}/${target}`);
      if (path === '/') return wrong(`invalid mount target ${quoteGo(path)}`);
      return right({ id: type === 'cache' ? id || cleanPath(target) : '', target: path });
    }
  }
}

/** A secret is found in `/run/secrets`, unless it has a place of its own or is an environment variable. */
function placeSecret({ env, id: givenId, source, target }: Mount, isWindows: boolean): Checked<MountPlace> {
  const path = isWindows ? target.replaceAll('\\', '/') : target;
  const id = source || givenId || baseName(path);
  const example = `e.g. --mount=type=secret,id=${id},target=C:/path/to/secret`;
  if (isWindows && path !== '' && !WINDOWS_PATH.test(path))
    return wrong(
      `secret target ${quoteGo(path)} must be an absolute path with forward slashes on Windows, ${example}`,
    );
  if (env !== null || path !== '') return right({ id, target: path || null });
  if (isWindows) return wrong(`secret target is required on Windows, ${example}`);
  return right({ id, target: `/run/secrets/${baseName(id)}` });
}

/** The last part of a path as Go's `path.Base` finds it. */
function baseName(path: string): string {
  if (path === '') return '.';
  const trimmed = path.replace(/\/+$/, '');
  return trimmed.slice(trimmed.lastIndexOf('/') + 1) || '/';
}
