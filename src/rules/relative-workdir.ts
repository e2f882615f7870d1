import type { LintContext } from '../lint/lint-context.ts';
import { defineRule } from '../lint/rule.ts';
import { isAbsolutePath, resolvePath } from '../model/resolve-path.ts';
import type { Word } from '../parser/ast.ts';

export default defineRule({
  summary: 'WORKDIR that depends on the base image',
  why: 'A relative path begins where the WORKDIR before it ends. If that one is of the base image, the files land elsewhere as soon as the image changes it.',
  category: 'correctness',
  severity: 'error',
  aliases: { hadolint: 'DL3000' },
  presets: { hadolint: true, recommended: true },
  messages: {
    base: "`{{path}}` is relative to the base image's working directory, which may change: write an absolute path such as `{{absolute}}`",
    earlier:
      '`{{path}}` is relative to the `WORKDIR` before it: write the whole path, such as `{{absolute}}`',
  },
  check({ file, report }) {
    return {
      Workdir(node, { onbuild, stage }) {
        // What ONBUILD leaves to another image begins in the directory of this one.
        if (node.path === null || onbuild !== null) return;
        const { workdir = null, workdirIsSet = false } = file.build.stateAt(node) ?? {};
        if (workdirIsSet && file.preset !== 'hadolint') return;
        const os = file.build.stages[stage?.index ?? 0]?.os ?? 'linux';
        const path = relativePath(node.path, file, os);
        if (path === null) return;
        const absolute = resolvePath(workdir ?? (os === 'windows' ? 'C:' : '/'), path, os) ?? path;
        report(workdirIsSet ? 'earlier' : 'base', node.path, { path, absolute });
      },
    };
  },
});

/** A path that surely does not begin at the root; `null` for any other. */
function relativePath(word: Word, file: LintContext, os: 'linux' | 'windows'): string | null {
  const path = file.textOf(word) ?? word.value;
  // It may begin with a variable or a quote, or with a drive, even where nothing says that the base image is of Windows.
  const mayBeAbsolute = /^(?:[$"'`]|[a-zA-Z]:|$)/.test(path) || isAbsolutePath(path, os);
  return mayBeAbsolute ? null : path;
}
