import type { Trigger } from '../../src/parser/ast.ts';
import { heredocMarkers } from '../../src/parser/heredoc-marker.ts';
import { parse } from '../../src/parser/parse.ts';
import { compareCases, describeOracle, differs, type OracleCase, readOracle } from './oracle.ts';

interface PieceCase extends OracleCase {
  readonly kind: string;
  readonly instruction?: string;
  readonly input: string;
  readonly expected?: unknown;
  readonly expect_error?: string | true;
}

/** The instruction that a piece of text makes with a keyword, or what is wrong with it. */
function read(keyword: string, text: string): Trigger | string {
  const { document, refusals } = parse(`${keyword} ${text}\n`);
  const refusal = refusals.find(({ phase }) => phase === 'parse');
  const [item] = document.items;
  if (refusal !== undefined || item === undefined) return refusal?.words ?? 'nothing';
  return item as Trigger;
}

function jsonArray(text: string): unknown {
  const node = read('CMD', text);
  if (typeof node === 'string') return node;
  return node.kind === 'Cmd' && node.command?.kind === 'ExecForm'
    ? node.command.items.map(({ value }) => value)
    : null;
}

function argWords(text: string): unknown {
  const node = read('ARG', text);
  if (typeof node === 'string' || node.kind !== 'Arg') return node;
  return node.pairs.map(
    ({ name, separator, value }) => name.value + (separator ?? '') + (value?.value ?? ''),
  );
}

function pairs(keyword: string, text: string): unknown {
  const node = read(keyword, text);
  if (typeof node === 'string' || (node.kind !== 'Env' && node.kind !== 'Label')) return node;
  return node.pairs.flatMap(({ name, separator, value }) => [name.value, value?.value, separator]);
}

function heredocNames(line: string): readonly string[] {
  return heredocMarkers(line, '\\').map(({ name }) => name);
}

describeOracle('pieces of instructions as BuildKit reads them', () => {
  const cases = readOracle<readonly PieceCase[]>('oracle/buildkit-instr.json');
  const ofKind = (kind: string): readonly PieceCase[] => cases.filter((each) => each.kind === kind);
  compareCases('JSON arrays', ofKind('json-array'), ({ expect_error: error, expected, input }) =>
    differs(jsonArray(input), error ?? expected),
  );
  compareCases('words', ofKind('parser-words'), ({ expected, input }) => differs(argWords(input), expected));
  compareCases(
    'names and values',
    ofKind('name-value'),
    ({ expect_error: error, expected, input, instruction = '' }) =>
      differs(pairs(instruction, input), error ?? expected),
  );
  compareCases('lines with here-documents', ofKind('heredoc-line'), ({ expected, input }) =>
    differs(heredocNames(input), expected),
  );
  compareCases(
    'markers of here-documents',
    ofKind('heredoc-word'),
    ({ expected, input }) => {
      const name =
        expected !== null && typeof expected === 'object' && 'name' in expected ? expected.name : null;
      return differs(heredocNames(`RUN ${input}`), name === null ? [] : [name]);
    },
    {
      'parser/parser_heredoc_test.go:valid:<<- EOF':
        'in a line the blank ends the word, so that it is no marker there',
    },
  );
});
