import { buildSteps } from '../lint/build-steps.ts';
import { defineRule } from '../lint/rule.ts';

export default defineRule({
  summary: 'ENV or LABEL without `=`',
  why: 'The old form takes the whole rest of the line for the value, so that a second variable becomes part of the first. It is deprecated.',
  category: 'deprecation',
  severity: 'style',
  aliases: { buildkit: 'LegacyKeyValueFormat' },
  presets: { buildkit: true, strict: true },
  messages: {
    check: '"{{keyword}} key=value" should be used instead of legacy "{{keyword}} key value" format',
    legacy: 'This is the old form, which takes one variable only: write `{{keyword}} {{name}}=…`',
  },
  check({ file, report }) {
    return {
      end() {
        for (const { at, instruction } of buildSteps(file)) {
          if (instruction.kind !== 'Env' && instruction.kind !== 'Label') continue;
          const keyword = instruction.keyword.value;
          for (const pair of instruction.pairs) {
            if (pair.separator === '=') continue;
            if (file.preset === 'buildkit') report('check', at(pair), { keyword });
            else report('legacy', at(pair), { keyword, name: pair.name.value });
          }
        }
      },
    };
  },
});
