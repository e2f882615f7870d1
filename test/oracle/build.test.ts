import { evaluate } from '../../src/model/evaluate.ts';
import { parse } from '../../src/parser/parse.ts';
import { Source } from '../../src/text/source.ts';
import {
  compareCases,
  describeOracle,
  type OracleCase,
  readOracle,
  readOracleBytes,
  readOracleLines,
} from './oracle.ts';

interface EdgeCase extends OracleCase {
  readonly op: string;
  readonly input: { readonly dockerfile: string; readonly opts?: Readonly<Record<string, string>> };
  readonly observed: { readonly error?: { readonly message: string } | null };
}

interface InstructionCase extends OracleCase {
  readonly kind: string;
  readonly dockerfile?: string;
  readonly target?: string;
  readonly ok?: boolean;
  readonly expect_error?: string | true;
  readonly needs_execution?: boolean;
  readonly upstream?: { readonly error: string | null };
  readonly upstream_message?: string;
}

interface CorpusAnswer {
  readonly file: string;
  readonly buildError?: string;
  readonly parseError?: string;
}

const PREFIX = /^dockerfile parse error on line \d+: /;

/** BuildKit's words for everything for which it would refuse the file, in its order. */
function refusals(file: string | Source, options: Readonly<Record<string, string>> = {}): readonly string[] {
  const dockerfile = parse(file);
  const buildArgs = Object.entries(options).flatMap(([name, value]): [string, string][] =>
    name.startsWith('build-arg:') ? [[name.slice('build-arg:'.length), value]] : [],
  );
  const build = evaluate(dockerfile, { buildArgs: new Map(buildArgs), target: options.target ?? null });
  return [...dockerfile.refusals, ...build.refusals].map(({ words }) => words);
}

/** The same of a file whose instructions are only read: some cases have no FROM. */
function unreadable(text: string): readonly string[] {
  const words = parse(text).refusals.map((refusal) => refusal.words);
  return words.filter((each) => each !== 'no build stage in current context');
}

/** BuildKit stops at the first error; ties of suggestions are random there. */
function difference(found: readonly string[], expected: string | null | undefined): unknown {
  const [first = null] = found;
  const wanted = expected?.replace(PREFIX, '') ?? null;
  return withoutSuggestion(first) === withoutSuggestion(wanted) ? null : { found, wanted };
}

function withoutSuggestion(message: string | null): string | null {
  return message?.replace(/ \(did you mean [^)]*\?\)$/, '') ?? null;
}

describeOracle('files that BuildKit refuses to build', () => {
  const edge = readOracle<readonly EdgeCase[]>('oracle/buildkit-edge.json').filter(
    ({ op }) => op === 'build',
  );
  const handedOn = 'BuildKit hands the file to another front end, which `# syntax=` names';
  compareCases(
    'build edge cases',
    edge,
    ({ input, observed }) => difference(refusals(input.dockerfile, input.opts), observed.error?.message),
    { 'build-537': handedOn, 'build-538': handedOn },
  );

  const instructions = readOracle<readonly InstructionCase[]>('oracle/buildkit-instr.json').filter(
    // The one heredoc-file is only cut into nodes, not read as instructions.
    ({ dockerfile, kind, needs_execution: executes }) =>
      dockerfile !== undefined && executes !== true && kind !== 'heredoc-file',
  );
  compareCases('instruction cases', instructions, ({ dockerfile = '', ...expected }) => {
    const target = expected.target === undefined ? {} : { target: expected.target };
    const found = expected.kind === 'build' ? refusals(dockerfile, target) : unreadable(dockerfile);
    const message = expected.upstream_message ?? expected.upstream?.error;
    if (message) return difference(found, message);
    if (typeof expected.expect_error === 'string') {
      const part = expected.expect_error;
      return found[0]?.includes(part) ? null : { found, wanted: part };
    }
    if (expected.expect_error) return found.length > 0 ? null : { found, wanted: 'an error' };
    return found.length === 0 ? null : { found, wanted: null };
  });

  const corpus = readOracleLines<CorpusAnswer>('corpus/buildkit.jsonl').map((answer) => ({
    ...answer,
    id: answer.file,
  }));
  compareCases('files of the corpus', corpus, ({ buildError, file }) =>
    difference(refusals(Source.fromBytes(readOracleBytes(`corpus/${file}`))), buildError),
  );
});
