import { defineRule } from '../lint/rule.ts';
import type { BuildStage } from '../model/build-stage.ts';
import type { UndefinedVariable } from '../model/undefined-variable.ts';

/** A shorter name is like too many others to tell that it is a misspelling. */
const LONG_ENOUGH = 5;

export default defineRule({
  summary: 'Variable that nothing sets',
  why: 'It is replaced by nothing without a word. Mostly it is misspelt, or the ARG stands in another stage.',
  category: 'correctness',
  severity: 'warning',
  aliases: { buildkit: 'UndefinedVar' },
  sameProblemAs: 'env-refers-to-itself',
  presets: { buildkit: true, recommended: true },
  messages: {
    check: "Usage of undefined variable '${{name}}'{{hint}}",
    misspelt: 'Nothing sets `{{name}}`: did you mean `{{suggestion}}`?',
    undefined: 'Nothing sets `{{name}}`, so that this is empty: declare it with `ARG` or `ENV` in this stage',
  },
  check({ file: { build, preset }, report }) {
    return {
      end() {
        for (const variable of build.undefinedVariables) {
          const { name, pulledBy, span, suggestion } = variable;
          if (preset === 'buildkit') {
            const hint = suggestion === null ? '' : ` (did you mean $${suggestion}?)`;
            report('check', pulledBy === null ? span : (pulledBy.image ?? pulledBy), { name, hint });
          } else if (isSure(variable)) {
            if (suggestion === null) report('undefined', span, { name });
            else report('misspelt', span, { name, suggestion });
          }
        }
      },
    };
  },
});

/** Base images set variables of which the file knows nothing: it must be plain that this is none of them. */
function isSure({ hasFallback, name, pulledBy, stage, suggestion }: UndefinedVariable): boolean {
  if (hasFallback || pulledBy !== null) return false;
  // GOPATH is no misspelt PATH.
  const isMisspelt = suggestion !== null && name.length >= LONG_ENOUGH && !name.endsWith(suggestion);
  return isKnown(stage) || isMisspelt;
}

/** Whether all variables are known: the stage begins with nothing, or with an image whose configuration is given. */
function isKnown({ base }: BuildStage): boolean {
  let below = base;
  while (below.kind === 'stage') below = below.stage.base;
  return below.kind === 'scratch' || below.config !== null;
}
