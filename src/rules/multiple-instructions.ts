import { type BuildStep, buildSteps } from '../lint/build-steps.ts';
import { defineRule } from '../lint/rule.ts';

export default defineRule({
  summary: 'Several CMD, ENTRYPOINT or HEALTHCHECK in one stage',
  why: 'Only the last one of a stage takes effect: those before it are dead text that misleads the reader.',
  category: 'correctness',
  severity: 'warning',
  aliases: { buildkit: 'MultipleInstructionsDisallowed' },
  sameProblemAs: ['multiple-cmd', 'multiple-entrypoint', 'multiple-healthcheck'],
  presets: { buildkit: true },
  messages: {
    check:
      'Multiple {{name}} instructions should not be used in the same stage because only the last one will be used',
  },
  check({ file, report }) {
    return {
      end() {
        const last = new Map<string, BuildStep>();
        for (const step of buildSteps(file)) {
          const { instruction, stage } = step;
          const { keyword, kind } = instruction;
          if (kind !== 'Cmd' && kind !== 'Entrypoint' && kind !== 'Healthcheck') continue;
          const key = `${stage.stage.index} ${kind}`;
          const previous = last.get(key);
          last.set(key, step);
          // What counts is the comment above the instruction that replaces another.
          if (previous === undefined || !isAllowed(step)) continue;
          const place = file.preset === 'buildkit' ? previous : step;
          report('check', place.at(place.instruction.keyword), { name: keyword.value });
        }
      },
    };

    function isAllowed({ instruction, pulledBy }: BuildStep): boolean {
      const commented = pulledBy === null ? instruction : undefined;
      return file.checks.allowsAt('MultipleInstructionsDisallowed', commented);
    }
  },
});
