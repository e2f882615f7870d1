import { buildkitReport } from '../../src/parser/buildkit-report.ts';
import { parse } from '../../src/parser/parse.ts';
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

interface ParserCase extends OracleCase {
  readonly name: string;
  readonly dockerfile: string;
  readonly expected_ast_dump?: string;
  readonly expect_error?: boolean;
  readonly observed_escape?: string;
  readonly observed_error?: { readonly message: string };
  readonly observed_node_lines?: readonly (readonly [number, number])[];
}

interface EdgeCase extends OracleCase {
  readonly op: string;
  readonly input: { readonly dockerfile: string };
  readonly observed: {
    readonly dump?: string;
    readonly escape?: string;
    readonly nodes?: readonly { readonly start: number; readonly end: number }[];
    readonly error?: { readonly message: string };
    readonly parse_error?: { readonly message: string };
    readonly instruction_error?: { readonly message: string };
    readonly stage_names?: readonly string[];
  };
}

type CorpusAnswer = Readonly<Record<string, unknown>> & { readonly file: string };

/** What the report and the answer both speak of. */
function edgeDifference({ input, observed }: EdgeCase): unknown {
  const report = buildkitReport(parse(input.dockerfile));
  const failure = observed.parse_error ?? observed.error;
  if (failure !== undefined) return differs(report, { parseError: failure.message });
  if ('parseError' in report) return { actual: report, expected: observed };
  const actual = {
    dump: report.dump,
    escape: report.escape,
    lines: observed.nodes && report.lines,
    error: 'instructionError' in report ? report.instructionError.message : undefined,
    stages: observed.stage_names && 'stages' in report ? report.stages : undefined,
  };
  return differs(actual, {
    dump: observed.dump,
    escape: observed.escape,
    lines: observed.nodes?.map(({ start, end }) => [start, end]),
    error: observed.instruction_error?.message,
    stages: observed.stage_names,
  });
}

function parserDifference({ dockerfile, ...expected }: ParserCase): unknown {
  const report = buildkitReport(parse(dockerfile));
  if (expected.expect_error)
    return differs('parseError' in report && report.parseError, expected.observed_error?.message);
  if ('parseError' in report) return { actual: report, expected };
  const { expected_ast_dump: dump, observed_escape: escape, observed_node_lines: lines } = expected;
  const actual = [dump && report.dump, escape && report.escape, lines && report.lines];
  return differs(actual, [dump?.trimEnd(), escape, lines]);
}

function corpusDifference({ file, check, buildError, sha256, ...expected }: CorpusAnswer): unknown {
  const report = buildkitReport(parse(Source.fromBytes(readOracleBytes(`corpus/${file}`))));
  return differs(sorted(report), sorted(expected));
}

function sorted(value: object): unknown {
  return Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
}

describeOracle('trees as BuildKit makes them', () => {
  const cases = readOracle<readonly ParserCase[]>('oracle/buildkit-parser.json').map((parserCase) => ({
    ...parserCase,
    id: parserCase.name,
  }));
  compareCases('dumps and lines of its parser tests', cases, parserDifference, {
    empty_dockerfile: 'the words are those of the build, which looks at the size before the parser does',
  });
  const edge = readOracle<readonly EdgeCase[]>('oracle/buildkit-edge.json');
  compareCases(
    'parse edge cases',
    edge.filter(({ op }) => op === 'parse'),
    edgeDifference,
  );
  const corpus = readOracleLines<CorpusAnswer>('corpus/buildkit.jsonl').map((answer) => ({
    ...answer,
    id: answer.file,
  }));
  compareCases('files of the corpus', corpus, ({ id, ...answer }) => corpusDifference(answer));
});
