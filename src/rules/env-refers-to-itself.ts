import { defineRule } from '../lint/rule.ts';
import type { Arg, Env, Pair } from '../parser/ast.ts';
import type { VariableReference } from '../parser/variable-reference.ts';

export default defineRule({
  summary: 'ENV that uses a variable which it sets itself',
  why: 'All values of an `ENV` are taken before the first is set, so that the variable has its earlier value, or none.',
  category: 'correctness',
  severity: 'error',
  aliases: { hadolint: 'DL3044' },
  presets: { hadolint: true, recommended: true },
  messages: {
    late: '`{{name}}` is set by the same `ENV`, and does not count yet: set it in one of its own before',
  },
  check({ file, report }) {
    const isHadolint = file.preset === 'hadolint';
    // hadolint asks whether any instruction above, of whatever stage, has set the name.
    const set = new Set<string>();
    const remember = ({ pairs }: Arg | Env): void => {
      for (const { name } of pairs) set.add(name.value);
    };
    const isUnset = (name: string, { value }: Pair): boolean =>
      isHadolint
        ? !set.has(name)
        : value !== null && file.build.expansionOf(value)?.unset.includes(name) === true;
    return {
      Arg(arg) {
        remember(arg);
      },
      Env(env, { onbuild }) {
        if (onbuild !== null) return;
        for (const [pair, reference] of referencesToOthers(env)) {
          if (isUnset(reference.name, pair)) report('late', reference, { name: reference.name });
        }
        remember(env);
      },
    };
  },
});

/** The variables in the values of an ENV that another of its pairs sets. */
function* referencesToOthers({ pairs }: Env): Iterable<[Pair, VariableReference]> {
  if (pairs.length < 2) return;
  const setters = new Map<string, number>();
  for (const { name } of pairs) setters.set(name.value, (setters.get(name.value) ?? 0) + 1);
  for (const pair of pairs) {
    for (const reference of pair.value?.variables ?? []) {
      const own = reference.name === pair.name.value ? 1 : 0;
      if ((setters.get(reference.name) ?? 0) > own) yield [pair, reference];
    }
  }
}
