import { type CheckReport, checkReport } from '../../src/lint/check-report.ts';
import { lint } from '../../src/lint/lint.ts';
import type { Assumptions } from '../../src/model/assumptions.ts';
import type { BaseImage } from '../../src/model/base-image.ts';
import { parseImageName } from '../../src/model/image-name.ts';
import { parsePlatform } from '../../src/model/platform.ts';
import { parse } from '../../src/parser/parse.ts';
import { rules } from '../../src/rules/index.ts';
import { Source } from '../../src/text/source.ts';
import { readIgnored } from '../rules/fixture.ts';
import {
  compareCases,
  describeOracle,
  differs,
  type OracleCase,
  readOracle,
  readOracleBytes,
  readOracleLines,
} from './oracle.ts';

interface Warning {
  readonly ruleName: string;
  readonly detail: string;
  readonly lines: readonly number[];
}

interface Input {
  readonly dockerfile: string | Source;
  readonly dockerignore?: string | null;
  readonly opts?: Readonly<Record<string, string>>;
  readonly images?: Readonly<Record<string, BaseImage>>;
}

interface Expected {
  readonly warnings: readonly Warning[];
  /** Its words, or part of them. */
  readonly error: string | null;
}

interface EdgeCase extends OracleCase {
  readonly op: string;
  readonly input: Input;
  readonly observed: {
    readonly warnings?: readonly Warning[] | null;
    readonly build_error?: { readonly message: string } | null;
    readonly request_error?: string;
  };
}

interface UpstreamCase {
  readonly name: string;
  readonly dockerfile: string;
  readonly dockerignore: string | null;
  readonly frontend_attrs: Readonly<Record<string, string>>;
  readonly base_images?: Readonly<Record<string, BaseImage>>;
  readonly expected_warnings: readonly { readonly ruleName: string; readonly detail: string }[] | null;
  readonly expected_lint_request_warnings?: UpstreamCase['expected_warnings'];
  readonly observed_lint_ranges: readonly { readonly lines: readonly number[] }[];
  readonly expected_build_error?: string;
}

interface CorpusAnswer {
  readonly file: string;
  readonly check?: readonly {
    readonly rule: string;
    readonly lines: readonly number[];
    readonly detail: string;
  }[];
  readonly buildError?: string;
}

function check({ dockerfile: text, dockerignore, images = {}, opts = {} }: Input): CheckReport {
  const dockerfile = parse(text);
  const buildArgs = Object.entries(opts).flatMap(([name, value]): [string, string][] =>
    name.startsWith('build-arg:') ? [[name.slice('build-arg:'.length), value]] : [],
  );
  const platform = opts.platform === undefined ? undefined : parsePlatform(opts.platform);
  const assumptions: Assumptions = {
    buildArgs: new Map(buildArgs),
    target: opts.target ?? null,
    images: new Map(Object.entries(images).map(([name, image]) => [canonical(name), image])),
    ...(platform?.ok ? { platform: platform.value } : {}),
    ...(dockerignore ? { ignored: readIgnored(dockerignore) } : {}),
  };
  return checkReport(dockerfile, lint(dockerfile, { rules, preset: 'buildkit', assumptions }), assumptions);
}

function canonical(image: string): string {
  const name = parseImageName(image);
  return name.ok ? name.value.canonical : image;
}

/** BuildKit's warnings end where an error does: then the others may be missing there. */
function difference(input: Input, expected: Expected): unknown {
  const { buildError, warnings } = check(input);
  const actual = warnings.map(({ detail, lines, name }) => line({ ruleName: name, detail, lines })).sort();
  const wanted = expected.warnings.map(line).sort();
  if (expected.error === null) return differs([actual, buildError], [wanted, null]);
  const missing = wanted.filter((text) => !actual.includes(text));
  const message = withoutChoice(buildError?.message ?? '');
  if (missing.length === 0 && message.includes(withoutChoice(expected.error))) return null;
  return { missing, message, expected: expected.error };
}

function line({ detail, lines, ruleName }: Warning): string {
  return `${lines.join(',')} ${ruleName} ${detail}`;
}

/** Which of several suggestions BuildKit gives, and in which order it names violated rules, is random. */
function withoutChoice(message: string): string {
  const [, head, names] = /^(lint violation found for rules: )(.*)$/.exec(message) ?? [];
  if (head !== undefined) return head + names?.split(', ').sort().join(', ');
  return message.replace(/ \(did you mean [^)]*\?\)$/, '');
}

describeOracle('checks as BuildKit makes them', () => {
  const edge = readOracle<readonly EdgeCase[]>('oracle/buildkit-edge.json').filter(({ op }) => op === 'lint');
  compareCases('edge cases', edge, ({ input, observed }) =>
    difference(input, {
      warnings: observed.warnings ?? [],
      error: observed.build_error?.message ?? observed.request_error ?? null,
    }),
  );

  const upstream = readOracle<readonly UpstreamCase[]>('oracle/buildkit-lint.json');
  compareCases(
    'cases of its tests',
    upstream.map((each) => ({ ...each, id: each.name })),
    ({ dockerfile, dockerignore, frontend_attrs: opts, base_images: images = {}, ...expected }) => {
      const found = expected.expected_lint_request_warnings ?? expected.expected_warnings ?? [];
      const warnings = found.map(({ detail, ruleName }, index) => ({
        detail,
        ruleName,
        lines: expected.observed_lint_ranges[index]?.lines ?? [],
      }));
      const error = expected.expected_build_error ?? null;
      return difference({ dockerfile, dockerignore, opts, images }, { warnings, error });
    },
  );

  const corpus = readOracleLines<CorpusAnswer>('corpus/buildkit.jsonl').filter(
    ({ check: found }) => found !== undefined,
  );
  compareCases(
    'files of the corpus',
    corpus.map((answer) => ({ ...answer, id: answer.file })),
    ({ buildError, check: found = [], file }) => {
      const warnings = found.map(({ rule, ...rest }) => ({ ...rest, ruleName: rule }));
      const source = Source.fromBytes(readOracleBytes(`corpus/${file}`));
      return difference({ dockerfile: source }, { warnings, error: buildError ?? null });
    },
  );
});
