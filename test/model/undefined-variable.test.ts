import { describe, expect, it } from 'vitest';
import type { Assumptions } from '../../src/model/assumptions.ts';
import { noAssumptions } from '../../src/model/assumptions.ts';
import { evaluate } from '../../src/model/evaluate.ts';
import { parse } from '../../src/parser/parse.ts';

/** The undefined variables of a file: the text at each, and the suggestion where there is one. */
function undefinedIn(text: string, assumptions: Partial<Assumptions> = {}): readonly string[] {
  const dockerfile = parse(text);
  const build = evaluate(dockerfile, { ...noAssumptions, ...assumptions });
  return build.undefinedVariables.map(({ span, suggestion }) => {
    const found = dockerfile.source.text.slice(span.start, span.end);
    return suggestion === null ? found : `${found} ${suggestion}`;
  });
}

describe('undefined variables', () => {
  it.each([
    ['FROM scratch\nENV A=$B C=$B$B\n', ['$B', '$B']],
    ['FROM scratch\nCOPY ${x:-$y} /${z}\n', ['${x:-$y}', '$y', '${z}']],
    ['FROM scratch\nARG a=$a b=$a\n', ['$a']],
    ['FROM scratch\nENV LONG_NAME=1\nUSER $LONG_NAMES\n', ['$LONG_NAMES LONG_NAME']],
    ['FROM scratch\nRUN --mount=type=cache,target=/$dir true\n', ['$dir']],
    ['FROM scratch\nCOPY <<a <<"b" /\n\'$x\'\na\n$y\nb\n', ['$x']],
    ['FROM scratch\nADD ["$x", "/"]\n', ['"$x"']],
    ['FROM scratch\nEXPOSE $port\n', []],
    ['FROM scratch\nRUN echo $x\n', []],
    ['FROM scratch AS a\nARG x\nFROM a\nCOPY $x$PATH /\n', []],
    ['FROM scratch\nARG x\nFROM scratch\nLABEL a=$x\n', ['$x']],
    ['FROM scratch\nLABEL a=$BUILDKIT_SBOM_SCAN_STAGE\n', []],
  ])('%j', (text, found) => {
    expect(undefinedIn(text)).toEqual(found);
  });

  it('are those that the base image does not set', () => {
    const config = { Env: ['HOME_DIR=/root'], OnBuild: ['COPY $x /'] };
    const images = new Map([['docker.io/library/a:latest', { os: 'linux', architecture: 'amd64', config }]]);
    expect(undefinedIn('FROM a\nWORKDIR $HOME_DIR\n', { images })).toEqual(['a']);
  });

  it('are those of the stages that the target needs', () => {
    const text = 'FROM scratch AS a\nUSER $x\nFROM scratch AS b\nUSER $y\nFROM b AS c\nCOPY --from=a / /\n';
    expect(undefinedIn(text, { target: 'b' })).toEqual(['$y']);
    expect(undefinedIn(text, { target: 'c' })).toEqual(['$x', '$y']);
    expect(undefinedIn(text, { target: 'other' })).toEqual(['$x', '$y']);
  });
});
