import { defineRule } from '../lint/rule.ts';
import type { Instruction } from '../parser/ast.ts';
import { descriptionComments } from '../parser/description-comments.ts';

export default defineRule({
  summary: 'Comment above ARG or FROM that describes something else',
  why: '`docker build --call=outline` shows a comment that begins with the name of the argument or stage; any other is not shown.',
  category: 'style',
  severity: 'style',
  aliases: { buildkit: 'InvalidDefinitionDescription' },
  presets: { buildkit: true },
  messages: {
    check: 'Comment for {{keyword}} should follow the format: `# {{name}} <description>`',
    other:
      'The comment above is no description: begin it with `{{name}}`, or leave a line with only `#` between',
  },
  check({ file: { dockerfile, preset }, report }) {
    return {
      end() {
        for (const [instruction, comments] of descriptionComments(dockerfile)) {
          const names = namesOf(instruction);
          const comment = comments.at(-1);
          if (comment === undefined || names.length === 0) continue;
          if (names.includes(comment.split(' ', 1)[0] ?? '')) continue;
          const name = names.length === 1 ? (names[0] ?? '') : '<arg_key>';
          const keyword = instruction.kind.toUpperCase();
          if (preset === 'buildkit') report('check', instruction.keyword, { keyword, name });
          else report('other', instruction.keyword, { name });
        }
      },
    };
  },
});

/** What a description may begin with. */
function namesOf(instruction: Instruction): readonly string[] {
  if (instruction.kind === 'Arg') return instruction.pairs.map(({ name }) => name.value);
  return instruction.kind === 'From' && instruction.name !== null
    ? [instruction.name.value.toLowerCase()]
    : [];
}
