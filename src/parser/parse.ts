import { Source } from '../text/source.ts';
import type { Document } from './ast.ts';
import { buildAst } from './build-ast.ts';
import { checkDocument } from './check.ts';
import { parseTokens } from './grammar.ts';
import { tokenize } from './lexer.ts';
import { type LogicalLine, splitLines } from './lines.ts';
import type { Refusal } from './refusal.ts';

/** A Dockerfile that was read. */
export interface Dockerfile {
  readonly source: Source;
  readonly document: Document;
  /** What in the text alone makes BuildKit refuse the file, in the order in which it would meet it. */
  readonly refusals: readonly Refusal[];
}

/**
 * Reads a Dockerfile as BuildKit does. Any text gives a tree: what cannot be understood is in it as `Unknown` or `null`,
 * and among the refusals. Spans are UTF-16 offsets into `source.text`, which has no byte order mark.
 */
export function parse(input: string | Source): Dockerfile {
  const source = typeof input === 'string' ? Source.fromText(input) : input;
  const lines = splitLines(source.text);
  const logical = lines.items.filter((item): item is LogicalLine => item.kind === 'LogicalLine');
  const text = logical.map((line) => `\n${line.text.text}`).join('');
  const document = buildAst(source.text, lines, parseTokens(tokenize(text, lines.escape)));
  return { source, document, refusals: [...lines.refusals, ...checkDocument(document)] };
}
