import { defineRule } from '../lint/rule.ts';
import { lowerCase, upperCase } from '../model/letter-case.ts';

export default defineRule({
  summary: 'FROM and AS in different case',
  why: 'Two keywords of one instruction read best when they look alike, and BuildKit warns in each build where they do not.',
  category: 'style',
  severity: 'style',
  aliases: { buildkit: 'FromAsCasing' },
  presets: { buildkit: true, strict: true },
  messages: {
    check: "'{{as}}' and '{{from}}' keywords' casing do not match",
    casing: 'Write `{{proper}}` here, as in `{{from}}`',
  },
  check({ file: { preset }, report }) {
    return {
      From({ as, keyword, name }, { onbuild }) {
        if (as === null || name === null || onbuild !== null) return;
        const from = keyword.value;
        const adapt = from === lowerCase(from) ? lowerCase : upperCase;
        const proper = adapt(as.value);
        // A keyword of mixed case is no example.
        if (from !== adapt(from) || as.value === proper) return;
        if (preset === 'buildkit') report('check', as, { as: as.value, from });
        else report('casing', as, { proper, from });
      },
    };
  },
});
