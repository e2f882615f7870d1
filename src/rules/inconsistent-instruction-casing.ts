import { defineRule } from '../lint/rule.ts';
import { lowerCase, upperCase } from '../model/letter-case.ts';

export default defineRule({
  summary: 'Instruction in another case than most',
  why: 'Instructions are found by eye when all of them are written alike; upper case is the custom.',
  category: 'style',
  severity: 'style',
  aliases: { buildkit: 'ConsistentInstructionCasing' },
  presets: { buildkit: true, recommended: true },
  messages: {
    check: "Command '{{name}}' should match the case of the command majority ({{majority}})",
    casing: 'Most instructions of this file are in {{casing}} case: write `{{proper}}`',
  },
  check({ file: { build, preset }, report }) {
    return {
      end() {
        // BuildKit does not count the arguments before the first FROM, nor what ONBUILD leaves for later.
        const instructions = build.stages.flatMap(({ stage }) => [stage.from, ...stage.instructions]);
        const names = instructions.map(({ keyword }) => keyword);
        const lower = names.filter(({ value }) => value === lowerCase(value)).length;
        const upper = names.filter(({ value }) => value === upperCase(value)).length;
        const adapt = lower > upper ? lowerCase : upperCase;
        const casing = lower > upper ? 'lower' : 'upper';
        for (const name of names) {
          const proper = adapt(name.value);
          if (name.value === proper) continue;
          if (preset === 'buildkit') report('check', name, { name: name.value, majority: `${casing}case` });
          else report('casing', name, { casing, proper });
        }
      },
    };
  },
});
