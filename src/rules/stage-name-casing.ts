import { defineRule } from '../lint/rule.ts';
import { lowerCase } from '../model/letter-case.ts';

export default defineRule({
  summary: 'Upper case in the name of a stage',
  why: 'BuildKit turns the name into lower case: `FROM` finds the stage only by that, and what stands in the file misleads.',
  category: 'style',
  severity: 'style',
  aliases: { buildkit: 'StageNameCasing' },
  presets: { buildkit: true, recommended: true },
  messages: {
    check: "Stage name '{{name}}' should be lowercase",
    casing: 'The stage is called `{{lower}}`, whatever stands here: write it in lower case',
  },
  check({ file: { preset }, report }) {
    return {
      From({ name, rest }, { onbuild }) {
        if (name === null || rest.length > 0 || onbuild !== null) return;
        const lower = lowerCase(name.value);
        if (name.value === lower) return;
        if (preset === 'buildkit') report('check', name, { name: name.value });
        else report('casing', name, { lower });
      },
    };
  },
});
