import type { LintContext } from '../lint/lint-context.ts';
import { defineRule, type Place } from '../lint/rule.ts';
import { cleanPath } from '../model/clean-path.ts';
import { isLocalSource } from '../model/local-source.ts';
import type { Add, Argument, Copy } from '../parser/ast.ts';

export default defineRule({
  summary: 'Source above the build context',
  why: 'The builder sees nothing above the build context. It drops each `..` that leads there without a word, and so copies another file or finds none.',
  category: 'correctness',
  severity: 'warning',
  presets: { recommended: true },
  messages: {
    context:
      '`{{source}}` leads out of the build context, whose own `{{copied}}` is copied instead: build from a directory above, or pass that one with `--build-context`',
    root: '`{{source}}` leads out of the root of `{{from}}`, whose `{{copied}}` is copied instead: write the path from the root',
  },
  check({ file, report }) {
    const check = (transfer: Add | Copy, { stage }: Place): void => {
      const os = file.build.stages[stage?.index ?? 0]?.os ?? 'linux';
      const from = transfer.flags.find(({ name }) => name.value === 'from')?.value?.value;
      for (const word of transfer.sources) {
        const path = pathAbove(word, file, os);
        if (path === null) continue;
        const source = file.textOf(word) ?? word.value;
        const copied = cleanPath(`/${path}`);
        if (from === undefined) report('context', word, { source, copied: copied.slice(1) || '.' });
        else report('root', word, { source, from, copied });
      }
    };
    return { Add: check, Copy: check };
  },
});

/** The path of a source that leads above its root, with slashes; of one that is not known, what stands before the first variable must do. */
function pathAbove(word: Argument, file: LintContext, os: 'linux' | 'windows'): string | null {
  const value = file.textOf(word);
  const text = value ?? word.value;
  if (!text.includes('..') || !isLocalSource(text)) return null;
  const path = os === 'windows' ? text.replaceAll('\\', '/') : text;
  const known = value === null ? path.slice(0, path.indexOf('$')) : path;
  const fromRoot = cleanPath(known.replace(/^\/+/, ''));
  return /^\.\.(?:\/|$)/.test(fromRoot) ? path : null;
}
