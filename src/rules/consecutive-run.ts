import { defineRule } from '../lint/rule.ts';
import { type Flag, isInstruction, type Run } from '../parser/ast.ts';

export default defineRule({
  summary: 'Several RUN in a row, each with one command',
  why: 'Each makes a layer. Joined, they make one, and what a command deletes does not stay in the layer before.',
  category: 'style',
  severity: 'info',
  aliases: { hadolint: 'DL3059' },
  presets: { hadolint: true },
  messages: {
    consecutive:
      'This `RUN` follows another on line {{line}}: join them with `&&`, unless their layers are to be cached one by one',
  },
  check({ file, report }) {
    return {
      end() {
        const instructions = file.dockerfile.document.items.filter(isInstruction);
        for (const [index, run] of instructions.entries()) {
          const previous = instructions[index - 1];
          if (run.kind !== 'Run' || previous?.kind !== 'Run' || !isJoinable(previous, run)) continue;
          report('consecutive', run.keyword, { line: file.lineOf(previous) });
        }
      },
    };

    function isJoinable(one: Run, other: Run): boolean {
      return flagsOf(one) === flagsOf(other) && isSingle(one) && isSingle(other);
    }

    /** Of `$(a)`, only `a` counts. */
    function isSingle(run: Run): boolean {
      return file.script(run).commands.filter(({ nameWord }) => nameWord.isLiteral).length <= 1;
    }
  },
});

function flagsOf({ flags }: Run): string {
  return flags.map(textOf).toSorted().join(' ');
}

function textOf({ name, value }: Flag): string {
  return `${name.value}=${value?.value ?? ''}`;
}
