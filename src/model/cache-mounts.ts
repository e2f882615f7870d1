import type { Flag, Run } from '../parser/ast.ts';

const TARGET_KEYS = ['target', 'dst', 'destination'];

/** Where a RUN has mounts whose content does not become part of the image: of type `cache` and `tmpfs`. As written, without a `/` at the end. */
export function cacheMounts({ flags }: Run): readonly string[] {
  return flags.flatMap((flag) => {
    const type = option(flag, ['type'])?.toLowerCase();
    const target = option(flag, TARGET_KEYS);
    return target !== null && (type === 'cache' || type === 'tmpfs')
      ? [target.replace(/(?<=.)\/+$/, '')]
      : [];
  });
}

/** The value of a mount's option; the last one counts. */
function option({ name, options }: Flag, keys: readonly string[]): string | null {
  if (name.value !== 'mount') return null;
  return options.findLast(({ key }) => keys.includes(key.value.toLowerCase()))?.value?.value ?? null;
}
