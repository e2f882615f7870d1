import { buildSteps } from '../lint/build-steps.ts';
import { defineRule } from '../lint/rule.ts';
import { isAbsolutePath } from '../model/resolve-path.ts';
import { quoteGo } from '../word/quote-go.ts';

export default defineRule({
  summary: 'Relative WORKDIR before any absolute one',
  why: 'It begins in the directory of the base image, which may be another one in its next version.',
  category: 'correctness',
  severity: 'warning',
  aliases: { buildkit: 'WorkdirRelativePath' },
  sameProblemAs: 'relative-workdir',
  presets: { buildkit: true },
  messages: {
    check: 'Relative workdir {{path}} can have unexpected results if the base image changes',
  },
  check({ file, report }) {
    return {
      end() {
        for (const { at, instruction, stage, state } of buildSteps(file)) {
          if (instruction.kind !== 'Workdir' || instruction.path === null || state.workdirIsSet) continue;
          const path = file.build.expansionOf(instruction.path)?.value;
          const os = file.build.fromArguments.os(stage) === 'windows' ? 'windows' : 'linux';
          if (path === undefined || isAbsolutePath(path, os)) continue;
          report('check', at(instruction.path), { path: quoteGo(path) });
        }
      },
    };
  },
});
