import { type DetectedDirective, detectCheck, detectSyntax } from '../../src/parser/detect-directive.ts';
import { parse } from '../../src/parser/parse.ts';
import { Source } from '../../src/text/source.ts';
import { compareCases, describeOracle, differs, type OracleCase, readOracle } from './oracle.ts';

interface Found {
  readonly ref?: string;
  readonly value?: string;
  readonly cmdline?: string;
  readonly raw?: string;
  readonly line: number;
}

interface EdgeCase extends OracleCase {
  readonly op: string;
  readonly input: { readonly dockerfile: string };
  readonly observed: {
    readonly detect_syntax: Found | null;
    readonly check: Found | null;
    readonly parse_error: { readonly message: string } | null;
    readonly escape: string | null;
  };
}

interface InstructionCase extends OracleCase {
  readonly kind: string;
  readonly input: string;
  readonly expected: Found | null | readonly (readonly [name: string, value: string])[];
}

const none = [null, null, 0];

function shown(directive: DetectedDirective | null, source: Source): unknown {
  if (directive === null) return none;
  return [directive.value, directive.raw, source.position(directive.span.start).line];
}

function wanted(found: Found | null): unknown {
  if (found === null) return none;
  // JSON has no lines there.
  return [found.ref ?? found.value, found.cmdline ?? found.raw, Math.max(1, found.line)];
}

describeOracle('directives as BuildKit reads them', () => {
  const edge = readOracle<readonly EdgeCase[]>('oracle/buildkit-edge.json').filter(
    ({ op }) => op === 'directives',
  );
  compareCases('directive edge cases', edge, ({ input, observed }) => {
    const { document, refusals, source } = parse(input.dockerfile);
    const refusal = refusals.find(({ phase }) => phase === 'parse');
    const escape = refusal === undefined ? document.escape : null;
    const found = [
      shown(detectSyntax(source.text), source),
      shown(detectCheck(source.text), source),
      refusal?.words ?? null,
      escape,
    ];
    const { check, detect_syntax: syntax, parse_error: error } = observed;
    return differs(found, [wanted(syntax), wanted(check), error?.message ?? null, observed.escape]);
  });

  const cases = readOracle<readonly InstructionCase[]>('oracle/buildkit-instr.json');
  const detecting = cases.filter(({ kind }) => kind === 'detect-syntax' || kind === 'parse-directive-check');
  compareCases('directive detection', detecting, ({ expected, input, kind }) => {
    const source = Source.fromText(input);
    const found = kind === 'detect-syntax' ? detectSyntax(source.text) : detectCheck(source.text);
    return expected !== null && 'line' in expected
      ? differs(shown(found, source), wanted(expected))
      : differs(found, null);
  });

  const all = cases.filter(({ kind }) => kind === 'directives-all');
  compareCases('all directives of a file', all, ({ expected, input }) => {
    const directives = parse(input).document.items.filter((item) => item.kind === 'Directive');
    const pairs = directives.map(({ name, value }) => [name.value.toLowerCase(), value.value]);
    return differs(pairs, expected);
  });
});
