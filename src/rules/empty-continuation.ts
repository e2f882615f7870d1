import { defineRule } from '../lint/rule.ts';
import { isInstruction } from '../parser/ast.ts';

export default defineRule({
  summary: 'Blank line in a continued instruction',
  why: 'The line above it ends in a continuation, so that BuildKit goes on behind the blank line. It is to refuse that one day.',
  category: 'correctness',
  severity: 'warning',
  aliases: { buildkit: 'NoEmptyContinuation' },
  presets: { buildkit: true, recommended: true },
  messages: {
    check: 'Empty continuation line',
    blank: 'The instruction goes on behind this blank line: take the line out, or put a `#` in it',
  },
  check({ file, report }) {
    return {
      end() {
        for (const { blankLines } of file.dockerfile.document.items.filter(isInstruction)) {
          const [first] = blankLines;
          if (first !== undefined) report(file.preset === 'buildkit' ? 'check' : 'blank', first);
        }
      },
    };
  },
});
