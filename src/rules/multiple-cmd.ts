import { defineRule } from '../lint/rule.ts';
import type { Cmd } from '../parser/ast.ts';

export default defineRule({
  summary: 'Several CMD in one stage',
  why: 'Only the last CMD of a stage takes effect: those before it are dead text that misleads the reader.',
  category: 'correctness',
  severity: 'warning',
  aliases: { hadolint: 'DL4003' },
  presets: { hadolint: true, recommended: true },
  messages: {
    several: 'This `CMD` replaces the one on line {{line}}, which has no effect: keep only one in a stage',
  },
  check({ file, report }) {
    let previous: Cmd | null = null;
    return {
      From() {
        previous = null;
      },
      Cmd(node, { onbuild }) {
        if (onbuild !== null) return;
        if (previous !== null) report('several', node.keyword, { line: file.lineOf(previous) });
        previous = node;
      },
    };
  },
});
