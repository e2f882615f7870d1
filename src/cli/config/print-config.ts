import { optionValues } from '../../lint/rule-options.ts';
import { codeOf, levelOf } from '../../lint/rule-settings.ts';
import { jsonText } from '../json-text.ts';
import { showPath } from '../show-path.ts';
import type { FileConfiguration } from './file-configuration.ts';

/** What is configured for a file as JSON, in the words of a configuration file: every rule, at the level that holds. */
export function printConfig(name: string, configuration: FileConfiguration, cwd: string): string {
  const { honoursIgnores, images, isIgnored, origin, preset, reportsUnusedIgnores, threshold } =
    configuration;
  const shown = {
    file: name,
    config: origin === undefined ? null : showPath(origin, cwd),
    ignored: isIgnored,
    preset,
    'failure-threshold': threshold,
    'disable-ignore-pragma': !honoursIgnores,
    'report-unused-ignores': reportsUnusedIgnores,
    images: Object.fromEntries(images),
    rules: Object.fromEntries([...ruleEntries(configuration), ...foreignEntries(configuration)]),
  };
  return `${jsonText(shown, 2)}\n`;
}

type Entry = readonly [code: string, setting: unknown];

function ruleEntries({ preset, rules, settings }: FileConfiguration): readonly Entry[] {
  return rules.map((rule) => {
    const given = settings.get(rule.name);
    const level = levelOf(rule, preset, given);
    const setting = rule.options === undefined ? level : [level, optionValues(rule.options, given?.options)];
    return [codeOf(rule, preset), setting];
  });
}

/** What is set for ShellCheck's codes. */
function foreignEntries({ rules, settings }: FileConfiguration): readonly Entry[] {
  const own = new Set(rules.map(({ name }) => name));
  return [...settings].filter(([name]) => !own.has(name)).map(([code, { severity }]) => [code, severity]);
}
