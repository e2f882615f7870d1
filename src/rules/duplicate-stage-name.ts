import { defineRule } from '../lint/rule.ts';
import type { Text } from '../parser/ast.ts';

export default defineRule({
  summary: 'Two stages of one name',
  why: 'Whoever names it gets the last stage before it, or with `COPY --from` the last of the file, which is easily not the one that is meant.',
  category: 'correctness',
  severity: 'error',
  aliases: { hadolint: 'DL3024', buildkit: 'DuplicateStageName' },
  presets: { hadolint: true, buildkit: true, recommended: true },
  messages: {
    check: 'Duplicate stage name "{{name}}", stage names should be unique',
    duplicate: 'The stage on line {{line}} is called `{{name}}` as well: give each stage a name of its own',
  },
  check({ file, report }) {
    const first = new Map<string, Text>();
    return {
      From({ name }) {
        if (name === null) return;
        // Upper and lower case are two names for hadolint, but not for BuildKit.
        const key = file.preset === 'hadolint' ? name.value : name.value.toLowerCase();
        const other = first.get(key);
        if (other === undefined) first.set(key, name);
        else if (file.preset === 'buildkit') report('check', name, { name: key });
        else report('duplicate', name, { line: file.lineOf(other), name: other.value });
      },
    };
  },
});
