import { readIgnoreFile } from '../../src/build/context/ignore-file.ts';
import { IgnoreMatcher } from '../../src/build/context/ignore-matcher.ts';
import { compilePattern } from '../../src/build/context/ignore-pattern.ts';
import { compareCases, describeOracle, differs, readOracle } from '../oracle/oracle.ts';

interface MatchCase {
  readonly id: string;
  readonly kind?: 'compile' | 'clean' | 'ignorefile' | undefined;
  readonly platform?: string;
  readonly patterns: readonly string[];
  readonly path: string;
  readonly or_parent_match?: boolean;
  readonly error?: string;
  readonly match_type: string;
  readonly regexp_unix: string | null;
  readonly pattern_count: number;
  readonly content: string;
  readonly expected_patterns: readonly string[];
}

interface FileCase {
  readonly dockerignore: string;
  readonly path: string;
  readonly read_patterns: readonly string[];
  readonly ignored?: boolean;
  readonly error?: string;
}

/** The verdict, or that there is an error. */
function verdict(patterns: readonly string[], path: string): boolean | 'error' {
  try {
    const lines = patterns
      .filter((pattern) => pattern.trim() !== '')
      .map((pattern) => ({ pattern: pattern.trim(), line: 1 }));
    return IgnoreMatcher.create(lines, 'oracle').ignores(path);
  } catch {
    return 'error';
  }
}

function matchDifference(testCase: MatchCase): unknown {
  switch (testCase.kind) {
    case 'compile': {
      const { type, expression } = compilePattern(testCase.patterns[0] ?? '');
      const expected = [testCase.match_type, testCase.regexp_unix];
      return differs([`${type}Match`, type === 'regexp' ? expression : null], expected);
    }
    case 'clean':
      return differs(testCase.patterns.filter((pattern) => pattern !== '').length, testCase.pattern_count);
    case 'ignorefile': {
      const lines = readIgnoreFile(Buffer.from(testCase.content), 'oracle');
      return differs(
        lines.map(({ pattern }) => pattern),
        testCase.expected_patterns,
      );
    }
    default:
      return differs(
        verdict(testCase.patterns, testCase.path),
        testCase.error ? 'error' : testCase.or_parent_match,
      );
  }
}

function fileDifference({ dockerignore, path, read_patterns, ignored, error }: FileCase): unknown {
  const patterns = readIgnoreFile(Buffer.from(dockerignore), 'oracle').map(({ pattern }) => pattern);
  return differs([patterns, verdict(patterns, path)], [read_patterns, error ? 'error' : ignored]);
}

describeOracle('ignore files', () => {
  const matchCases = readOracle<readonly MatchCase[]>('oracle/dockerignore.json');
  compareCases('patterns', matchCases, matchDifference);
  const fileCases = readOracle<readonly FileCase[]>('oracle/dockerignore-extra.json');
  compareCases(
    'whole files',
    fileCases.map((testCase, index) => ({ ...testCase, id: `${index}` })),
    fileDifference,
  );
});
