import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lint } from '../src/lint/lint.ts';
import { RULE_ERROR } from '../src/lint/rule-run.ts';
import { parse } from '../src/parser/parse.ts';
import { rules } from '../src/rules/index.ts';
import { Source } from '../src/text/source.ts';
import { describeOracle, readOracleBytes, readOracleLines } from './oracle/oracle.ts';
import { dockerfileText, mutated } from './parser/dockerfile-text.ts';

/** `npm run fuzz` sets more. */
const numRuns = Number(process.env.DLINT_FUZZ_RUNS ?? 3000);

/** Reads and lints as the command does; the spans of what is found lie in the file. */
function lintAll(input: string | Source): number {
  const dockerfile = parse(input);
  const found = lint(dockerfile, { rules, preset: 'all' });
  for (const { code, message, span } of found) {
    expect(code, message).not.toBe(RULE_ERROR);
    expect(
      span.start >= 0 && span.start <= span.end && span.end <= dockerfile.source.text.length,
      message,
    ).toBe(true);
  }
  return found.length;
}

describe('nothing throws', () => {
  it('whatever the text is', () => {
    fc.assert(
      fc.property(dockerfileText, (text) => lintAll(text) >= 0),
      { numRuns },
    );
  }, 3_600_000);

  it('whatever the bytes are', () => {
    const bytes = fc.uint8Array({ maxLength: 80 });
    fc.assert(
      fc.property(bytes, (input) => lintAll(Source.fromBytes(input)) >= 0),
      { numRuns },
    );
  }, 3_600_000);
});

describeOracle('nothing throws', () => {
  it('whatever is done to a file of the corpus', () => {
    const files = readOracleLines<{ readonly file: string }>('corpus/buildkit.jsonl');
    const texts = files.map(({ file }) => Source.fromBytes(readOracleBytes(`corpus/${file}`)).text);
    fc.assert(
      fc.property(mutated(texts), (text) => lintAll(text) >= 0),
      { numRuns },
    );
  }, 3_600_000);
});

const many = 100_000;

/** Input whose size or depth a naive reader pays with its stack, or with the square of it. */
const large: Readonly<Record<string, string>> = {
  'ten megabytes of instructions': `FROM a\n${'ENV a="b c" d=$e\n'.repeat(600_000)}`,
  'a line of ten megabytes': `FROM a\nENV a=b ${'x=y '.repeat(2_500_000)}`,
  '100,000 instructions': `FROM a\n${'RUN echo hello world\n'.repeat(many)}`,
  '100,000 continuations': `FROM a\nRUN x${' \\\n# c\n a'.repeat(many)}\n`,
  '100,000 stages': `FROM a AS s\n${'FROM s\nCOPY --from=0 a b\n'.repeat(many)}`,
  'stages in a long chain': `FROM a AS s0\n${Array.from({ length: 20_000 }, (_, index) => `FROM s${index} AS s${index + 1}\nRUN $x\n`).join('')}`,
  'variables nested 100,000 deep': `FROM a\nENV a=${'${a:-'.repeat(many)}${'}'.repeat(many)}\n`,
  'variables that never end': `FROM a\nENV a=${'${a:-'.repeat(many)}\n`,
  'values that double': `FROM a\nENV a=x\n${'ENV a=$a$a\n'.repeat(many / 10)}`,
  'arrays nested 100,000 deep': `FROM a\nRUN ${'['.repeat(many)}${']'.repeat(many)}\n`,
  'ONBUILD of ONBUILD': `FROM a\n${'ONBUILD '.repeat(many)}RUN x\n`,
  'here-documents without end': `FROM a\n${'RUN <<EOF\n'.repeat(many)}`,
  'many here-documents in a line': `FROM a\nRUN ${'<<A '.repeat(many)}\n`,
  'command substitutions nested deep': `FROM a\nRUN ${'$('.repeat(many)}\n`,
  'brackets nested deep': `FROM a\nRUN ${'('.repeat(many)}true${')'.repeat(many)}\n`,
  'a million NUL characters': `FROM a\nRUN ${'\0'.repeat(1_000_000)}`,
  'lone surrogates': `FROM a\nRUN ${'\ud800'.repeat(many)}\nENV a="\udc00" \ud800=\udfff\n`,
  '200,000 unknown words': 'x\n'.repeat(200_000),
  'quotes that never end': `FROM a\nENV a=${'"'.repeat(1_000_001)}`,
};

describe('large files', () => {
  it.each(Object.entries(large))(
    '%s',
    (_, text) => {
      expect(lintAll(text)).toBeGreaterThanOrEqual(0);
    },
    3_600_000,
  );
});
