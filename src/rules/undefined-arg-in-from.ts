import { defineRule } from '../lint/rule.ts';

export default defineRule({
  summary: 'Argument in FROM that no ARG declares',
  why: 'FROM sees only what an ARG before the first FROM declares. Anything else is nothing, even where the build gives it a value.',
  category: 'correctness',
  severity: 'warning',
  aliases: { buildkit: 'UndefinedArgInFrom' },
  presets: { buildkit: true, recommended: true },
  messages: {
    check: "FROM argument '{{name}}' is not declared{{hint}}",
    undeclared: 'No `ARG {{name}}` stands before the first `FROM`, so that this is empty{{hint}}',
  },
  check({ file: { build, preset }, report }) {
    return {
      From(from, { onbuild }) {
        if (onbuild !== null) return;
        const base = build.baseOf(from);
        const isRefused = base?.kind === 'image' && base.name === null;
        for (const { name, span, suggestion } of build.fromArguments.undeclared(from)) {
          if (preset === 'buildkit') {
            report('check', span, {
              name,
              hint: suggestion === null ? '' : ` (did you mean ${suggestion}?)`,
            });
          } else if (suggestion !== null || !isRefused) {
            // A name that comes out blank is an error, which says as much.
            const hint =
              suggestion === null ? ': declare it' : `: declare it, or did you mean \`${suggestion}\`?`;
            report('undeclared', span, { name, hint });
          }
        }
      },
    };
  },
});
