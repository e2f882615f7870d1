import { defineRule } from '../lint/rule.ts';
import type { Add, Copy } from '../parser/ast.ts';

export default defineRule({
  summary: 'Several sources, but the destination does not end with a slash',
  why: 'Unless the image has a folder of that name, each file is written over the one before it.',
  category: 'correctness',
  severity: 'error',
  aliases: { hadolint: 'DL3021' },
  presets: { hadolint: true, recommended: true },
  messages: { slash: 'Several sources need a folder as their destination: write `{{destination}}/`' },
  check({ file, report }) {
    const isHadolint = file.preset === 'hadolint';
    const check = ({ destination, sources }: Add | Copy): void => {
      if (destination === null || sources.length < 2) return;
      const target = file.textOf(destination);
      if (target === null || target.endsWith('/')) return;
      if (!isHadolint && isFolder(target)) return;
      report('slash', destination, { destination: target });
    };
    return {
      Add(add, { onbuild }) {
        if (!isHadolint && onbuild === null) check(add);
      },
      Copy(copy, { onbuild }) {
        if (onbuild === null) check(copy);
      },
    };
  },
});

/** `.` and `..` are always folders; a backslash ends the paths of Windows. */
function isFolder(target: string): boolean {
  return /(?:^|[/\\])\.{0,2}$/.test(target);
}
