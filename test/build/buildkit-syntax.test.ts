import { describe, expect, it } from 'vitest';
import { buildKitSyntax } from '../../src/build/buildkit-syntax.ts';
import { parse } from '../../src/parser/parse.ts';

describe('what needs BuildKit', () => {
  it.each([
    ['# syntax=docker/dockerfile:1\nFROM a\n', ['# syntax=docker/dockerfile:1']],
    ['# escape=`\nFROM a\n', []],
    ['FROM --platform=linux/amd64 a\nCOPY --from=b --chown=1 c d\nADD --chown=1 e f\n', []],
    ['FROM a\nRUN --mount=type=cache,target=/c make\n', ['RUN --mount']],
    [
      'FROM a\nCOPY --link --chmod=755 a b\nADD --checksum=x y z\n',
      ['COPY --link', 'COPY --chmod', 'ADD --checksum'],
    ],
    ['FROM a\nRUN <<EOF\nx\nEOF\nONBUILD COPY --link a b\n', ['<<EOF', 'COPY --link']],
    ['FROM a\nHEALTHCHECK --interval=1s CMD true\n', []],
  ])('%j', (text, found) => {
    expect(buildKitSyntax(parse(text).document).map((syntax) => syntax.text)).toEqual(found);
  });
});
