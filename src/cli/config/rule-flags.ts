import { severities } from '../../diagnostic.ts';
import type { Layer } from '../../lint/config/config.ts';
import { emptyLayer } from '../../lint/config/config.ts';
import type { HadolintSettings } from '../../lint/config/hadolint-settings.ts';
import { labelTypes } from '../../lint/config/hadolint-settings.ts';
import { readLabels } from '../../lint/config/read-hadolint-environment.ts';
import { levels } from '../../lint/config/read-rules.ts';
import type { RuleIndex } from '../../lint/config/rule-index.ts';
import type { RuleSetting } from '../../lint/rule-settings.ts';
import { UsageError } from '../command.ts';
import type { ConfigArguments } from './options.ts';

/** A code that hadolint takes, whether it has the rule or not. */
const hadolintCode = /^(?:DL|SC)\d{4}$/;

/** What hadolint's flags say about rules. Throws a `UsageError` for what is no code or no label. */
export function readHadolintFlags(args: ConfigArguments, index: RuleIndex): HadolintSettings {
  for (const flag of [...severities, 'ignore'] as const) {
    const unknown = args[flag].find((code) => index.nameOf(code) === undefined && !hadolintCode.test(code));
    if (unknown !== undefined) throw new UsageError(`--${flag}: ${index.explainUnknown(unknown)}`);
  }
  const { schema, unknown } = readLabels(args['require-label']);
  if (unknown[0] !== undefined)
    throw new UsageError(
      `--require-label takes NAME:TYPE, a type of ${labelTypes.join(', ')}; not '${unknown[0]}'`,
    );
  const { error, ignore, info, style, warning } = args;
  return {
    override: { error, warning, info, style },
    ignored: ignore,
    trustedRegistries: args['trusted-registry'],
    labelSchema: schema,
    strictLabels: args['strict-labels'] || undefined,
    // What is not about rules is no business of a `RuleIndex`.
    disableIgnorePragma: undefined,
    noFail: undefined,
    threshold: undefined,
  };
}

/** What `--rule CODE=LEVEL` says. Throws a `UsageError` for what is no rule or no level. */
export function readRuleFlags(texts: readonly string[], index: RuleIndex): Layer {
  const rules = new Map<string, RuleSetting>();
  for (const text of texts) {
    const [, id = '', word = ''] = /^([^=]*)=?(.*)$/s.exec(text) ?? [];
    const severity = levels.find((level) => level === word);
    if (severity === undefined)
      throw new UsageError(`--rule takes CODE=LEVEL, a level of ${levels.join(', ')}; not '${text}'`);
    const name = index.nameOf(id);
    if (name === undefined) throw new UsageError(`--rule: ${index.explainUnknown(id)}`);
    rules.set(name, { severity });
  }
  return { ...emptyLayer, rules };
}
