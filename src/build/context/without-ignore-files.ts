import { IGNORE_FILE } from './added-files.ts';
import type { BuildContext } from './build-context.ts';
import { escapeGlob } from './ignore-pattern.ts';

/**
 * The context for a daemon that would apply ignore files once more, each version by rules of its own (Podman): they
 * are not sent. Where COPY must not see the Dockerfile, one that says just that is.
 */
export function withoutIgnoreFiles(context: BuildContext): BuildContext {
  const { dockerfileName, hidden } = context;
  const names = [IGNORE_FILE, '.containerignore'];
  const omitted = new Set([...names, ...names.map((name) => dockerfileName + name)]);
  const added = new Map(context.added);
  added.delete(IGNORE_FILE);
  if (hidden.length > 0)
    added.set(IGNORE_FILE, Buffer.from([IGNORE_FILE, ...hidden.map(escapeGlob), ''].join('\n')));
  return { ...context, omitted, added };
}
