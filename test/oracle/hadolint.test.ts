import { type LintOptions, lint } from '../../src/lint/lint.ts';
import { severityIn } from '../../src/lint/preset-severity.ts';
import type { Rule } from '../../src/lint/rule.ts';
import type { RuleSetting } from '../../src/lint/rule-settings.ts';
import { parse } from '../../src/parser/parse.ts';
import { rules } from '../../src/rules/index.ts';
import { Source } from '../../src/text/source.ts';
import {
  compareCases,
  describeOracle,
  differs,
  type OracleCase,
  readOracle,
  readOracleBytes,
  readOracleLines,
} from './oracle.ts';

interface Config {
  readonly trustedRegistries?: readonly string[];
  readonly 'label-schema'?: Readonly<Record<string, string>>;
  readonly 'strict-labels'?: boolean;
}

interface RuleCase extends OracleCase {
  readonly rule: string;
  readonly expect: 'catches' | 'catchesNot';
  /** How many findings; `null` is at least one. */
  readonly count: number | null;
  readonly dockerfile: string;
  readonly config: Config | null;
  /** What is wrong with the case. */
  readonly note: string | null;
}

interface CorpusAnswer {
  readonly file: string;
  readonly findings: readonly (readonly [code: string, severity: string, line: number])[];
}

interface Found {
  readonly code: string;
  readonly line: number;
}

const powershell = 'PowerShell text that one shell parser reads as commands and the other gives up on';
const windows = (number: string): string => `StefanScherer+dockerfiles-windows/${number}.Dockerfile`;

/** Files in which we differ from hadolint on purpose, by code. */
const corpusExceptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  DL3025: {
    'moby+buildkit/0007.Dockerfile': 'an array within the array, which BuildKit refuses',
    'moby+buildkit/0021.Dockerfile': '`\\/` in a string, which is JSON to BuildKit',
  },
  DL3059: Object.fromEntries(
    ['0025', '0041', '0053', '0054', '0087', '0100'].map((number) => [windows(number), powershell]),
  ),
};

/** What we find under hadolint's preset, by code and line. */
function find(file: string | Source, settings: LintOptions['settings'] = new Map()): readonly Found[] {
  const dockerfile = parse(file);
  return lint(dockerfile, { rules, preset: 'hadolint', settings }).map(({ code, span }) => ({
    code,
    line: dockerfile.source.position(span.start).line,
  }));
}

/** hadolint's configuration as settings of our rules; a rule that is off by default is switched on. */
function settingsFor(tested: Rule, config: Config | null): ReadonlyMap<string, RuleSetting> {
  const given: Readonly<Record<string, unknown>> = {
    'trusted-registries': config?.trustedRegistries,
    'label-schema': config?.['label-schema'],
    'strict-labels': config?.['strict-labels'],
  };
  return new Map(
    rules.map((rule): [string, RuleSetting] => {
      const names = Object.keys(rule.options ?? {}).filter((name) => given[name] !== undefined);
      const options = Object.fromEntries(names.map((name) => [name, given[name]]));
      const isOff = rule === tested && severityIn('hadolint', rule) === null;
      return [rule.name, isOff ? { severity: rule.severity, options } : { options }];
    }),
  );
}

const hadolintRules = rules.filter(({ aliases }) => aliases?.hadolint !== undefined);

describeOracle("hadolint's rules", () => {
  const cases = readOracle<readonly RuleCase[]>('oracle/hadolint.json').filter(({ note }) => note === null);
  const answers = readOracleLines<CorpusAnswer>('corpus/hadolint.jsonl').filter(({ findings }) =>
    findings.every(([code]) => code !== 'DL1000'),
  );
  const corpus = answers.map(({ file, findings }) => {
    const found = find(Source.fromBytes(readOracleBytes(`corpus/${file}`)));
    return { id: file, found, expected: findings.map(([code, , line]) => ({ code, line })) };
  });

  for (const rule of hadolintRules) {
    const code = rule.aliases?.hadolint ?? '';
    const own = cases.filter((each) => each.rule === code).map((each) => ({ ...each, id: String(each.id) }));
    if (own.length > 0) {
      const difference = ({ config, count, dockerfile, expect }: RuleCase): unknown => {
        const found = find(dockerfile, settingsFor(rule, config)).filter((each) => each.code === code).length;
        const agrees = count === null ? found > 0 === (expect === 'catches') : found === count;
        return agrees ? null : { dockerfile, expect, count, found };
      };
      compareCases(`${code} cases`, own, difference);
    }
    const linesOf = (findings: readonly Found[]): readonly number[] => [
      ...new Set(findings.filter((each) => each.code === code).map(({ line }) => line)),
    ];
    const difference = ({ expected, found }: (typeof corpus)[number]): unknown =>
      differs(linesOf(found), linesOf(expected));
    compareCases(`${code} in the corpus`, corpus, difference, corpusExceptions[code]);
  }
});
