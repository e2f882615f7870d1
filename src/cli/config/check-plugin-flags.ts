import { severities } from '../../diagnostic.ts';
import { pluginRuleId, RuleIndex } from '../../lint/config/rule-index.ts';
import { rules as ownRules } from '../../rules/index.ts';
import { UsageError } from '../command.ts';
import type { Configuration } from './configuration.ts';
import type { ConfigArguments } from './options.ts';

/** Stands for the working directory: a hook sets rules of its configuration whatever files it is given. */
const ANY_FILE = 'Dockerfile';

/**
 * Whether the rules of plugins that a command line sets are rules of a plugin that some configuration loads, of these files (names as shown) or of the
 * working directory. Throws a `UsageError` for the first that is not. Where plugins are not imported or a configuration is wrong, nothing can be said.
 */
export async function checkPluginFlags(
  args: ConfigArguments,
  names: readonly string[],
  configuration: Configuration,
): Promise<void> {
  const flags = args['no-plugins'] ? [] : pluginFlags(args);
  if (flags.length === 0) return;
  const known = new Set(ownRules);
  for (const name of [ANY_FILE, ...names]) {
    const configured = await configuration.of(name).catch(() => undefined);
    if (configured === undefined) return;
    for (const rule of configured.rules) known.add(rule);
  }
  const index = new RuleIndex([...known]);
  const wrong = flags.find(({ id }) => index.nameOf(id) === undefined);
  if (wrong !== undefined) throw new UsageError(`--${wrong.flag}: ${index.explainUnknown(wrong.id)}`);
}

/** What a command line says of rules that only a plugin can have. */
function pluginFlags(args: ConfigArguments): readonly { readonly flag: string; readonly id: string }[] {
  const set = args.rule.map((text) => ({ flag: 'rule', id: text.split('=', 1)[0] ?? '' }));
  const graded = [...severities, 'ignore' as const].flatMap((flag) => args[flag].map((id) => ({ flag, id })));
  return [...set, ...graded].filter(({ id }) => pluginRuleId.test(id));
}
