import { buildSteps } from '../lint/build-steps.ts';
import { defineRule } from '../lint/rule.ts';

export default defineRule({
  summary: 'CMD or ENTRYPOINT that is no JSON array',
  why: "A shell starts the program then, and signals such as that of `docker stop` may not reach it. A SHELL of the file's own shows that a shell is meant.",
  category: 'correctness',
  severity: 'warning',
  aliases: { buildkit: 'JSONArgsRecommended' },
  sameProblemAs: 'shell-form-command',
  presets: { buildkit: true },
  messages: {
    check: 'JSON arguments recommended for {{name}} to prevent unintended behavior related to OS signals',
  },
  check({ file, report }) {
    return {
      end() {
        for (const { at, instruction, state } of buildSteps(file)) {
          if (instruction.kind !== 'Cmd' && instruction.kind !== 'Entrypoint') continue;
          const { command, keyword } = instruction;
          if (command?.kind === 'ExecForm' || state.shellIsSet) continue;
          report('check', at(command ?? keyword), { name: keyword.value });
        }
      },
    };
  },
});
