import { type ExpandOptions, expand, expandWords } from '../../src/word/expand.ts';
import { reversePattern } from '../../src/word/modifiers.ts';
import { compareCases, describeOracle, differs, type OracleCase, readOracle } from './oracle.ts';

interface EdgeCase extends OracleCase {
  readonly op: string;
  readonly input: { readonly word: string; readonly env?: readonly string[] } & Omit<ExpandOptions, 'env'>;
  readonly observed: {
    readonly result?: string;
    readonly words?: readonly string[];
    readonly error?: string;
  };
}

interface ShellCase extends OracleCase {
  readonly op: string;
  readonly input: string;
  readonly env: readonly string[];
  readonly platform: string;
  readonly skip_quotes?: boolean;
  readonly expected?: string;
  readonly expected_words?: readonly string[];
  readonly error?: boolean;
  readonly error_contains?: string;
}

function environment(assignments: readonly string[] = []): (name: string) => string | undefined {
  const values = new Map<string, string>();
  for (const assignment of assignments) {
    const equals = assignment.indexOf('=');
    values.set(assignment.slice(0, equals), assignment.slice(equals + 1));
  }
  return (name) => values.get(name);
}

function answer(word: string, options: ExpandOptions, split: boolean) {
  if (split) {
    const result = expandWords(word, options);
    return result.ok ? { words: result.words.map(({ value }) => value) } : { error: result.message };
  }
  const result = expand(word, options);
  return result.ok ? { result: result.value } : { error: result.message };
}

function shellDifference({
  env,
  error,
  error_contains: part,
  expected,
  expected_words: words,
  input,
  op,
  skip_quotes: skipProcessQuotes = false,
}: ShellCase): unknown {
  const actual = answer(
    input,
    { env: environment(env), skipProcessQuotes },
    op === 'ProcessWords' || words !== undefined,
  );
  if (error !== true) return differs(actual, words === undefined ? { result: expected } : { words });
  return 'error' in actual && (part === undefined || actual.error?.includes(part)) ? null : { actual, part };
}

describeOracle('words as BuildKit reads them', () => {
  const edge = readOracle<readonly EdgeCase[]>('oracle/buildkit-edge.json').filter(
    ({ op }) => op === 'word' || op === 'words',
  );
  compareCases('word and words edge cases', edge, ({ input, observed, op }) => {
    const { word, env, ...mode } = input;
    const { error, result, words } = observed;
    const expected = error !== undefined ? { error } : words !== undefined ? { words } : { result };
    return differs(answer(word, { ...mode, env: environment(env) }, op === 'words'), expected);
  });

  // The rest of the file tests internals, and how names compare on Windows.
  const shell = readOracle<readonly ShellCase[]>('oracle/buildkit-shell.json').filter(
    ({ op, platform }) => op.startsWith('ProcessWord') && platform !== 'windows',
  );
  compareCases('word lexer cases', shell, shellDifference);

  const patterns = readOracle<readonly ShellCase[]>('oracle/buildkit-shell.json').filter(
    ({ op }) => op === 'reversePattern',
  );
  compareCases('reversed patterns', patterns, ({ expected, input }) =>
    differs(reversePattern(input), expected),
  );
});
