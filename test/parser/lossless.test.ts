import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Node } from '../../src/parser/ast.ts';
import { type Dockerfile, parse } from '../../src/parser/parse.ts';
import { childrenOf } from '../../src/parser/walk.ts';
import { Source } from '../../src/text/source.ts';
import { describeOracle, readOracleBytes, readOracleLines } from '../oracle/oracle.ts';
import { dockerfileText } from './dockerfile-text.ts';

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** The file again, from the pieces that the tree's items cover. */
function reassemble({ document, source }: Dockerfile): Uint8Array {
  const pieces = document.items.map(({ extent }) => source.bytes(extent));
  return Buffer.concat(source.bom ? [BOM, ...pieces] : pieces);
}

/** Nodes that do not lie in the one above them; a list for the message. */
function strays(root: Node): readonly string[] {
  const open: Node[] = [root];
  const found: string[] = [];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const child of childrenOf(node)) {
      const { end, start } = child.span;
      if (start > end || start < node.span.start || end > node.span.end)
        found.push(`${node.kind} > ${child.kind} ${start}-${end}`);
      open.push(child);
    }
  }
  return found;
}

const folder = join(import.meta.dirname, '../../fixtures/lossless');

describe('the tree covers the file', () => {
  it.each(readdirSync(folder))('%s, byte for byte', (name) => {
    const bytes = readFileSync(join(folder, name));
    const dockerfile = parse(Source.fromBytes(bytes));
    expect(Buffer.compare(reassemble(dockerfile), bytes)).toBe(0);
    expect(strays(dockerfile.document)).toEqual([]);
  });

  it('whatever the text is', () => {
    fc.assert(
      fc.property(dockerfileText, (text) => {
        const dockerfile = parse(text);
        const covered = dockerfile.document.items.map(({ extent }) =>
          dockerfile.source.text.slice(extent.start, extent.end),
        );
        expect(covered.join('')).toBe(dockerfile.source.text);
        expect(strays(dockerfile.document)).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });

  it('whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(Buffer.compare(reassemble(parse(Source.fromBytes(bytes))), bytes)).toBe(0);
      }),
      { numRuns: 3000 },
    );
  });
});

describeOracle('the tree covers the files of the corpus', () => {
  it('byte for byte', () => {
    const files = readOracleLines<{ readonly file: string }>('corpus/buildkit.jsonl');
    for (const { file } of files) {
      const bytes = readOracleBytes(`corpus/${file}`);
      const dockerfile = parse(Source.fromBytes(bytes));
      expect(Buffer.compare(reassemble(dockerfile), bytes), file).toBe(0);
      expect(strays(dockerfile.document), file).toEqual([]);
    }
    console.log(`files of the corpus covered byte for byte: ${files.length}`);
  });
});
