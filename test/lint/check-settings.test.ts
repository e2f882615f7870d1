import { describe, expect, it } from 'vitest';
import { buildkitChecks, isBuildkitCheck } from '../../src/lint/buildkit-checks.ts';
import { parseCheckOptions } from '../../src/lint/check-options.ts';
import { lint } from '../../src/lint/lint.ts';
import type { Preset } from '../../src/lint/presets.ts';
import { parse } from '../../src/parser/parse.ts';
import { rules } from '../../src/rules/index.ts';

/** The codes of what is found in a file, and the messages of what BuildKit refuses. */
function codes(text: string, preset: Preset = 'buildkit', buildArgs: Readonly<Record<string, string>> = {}) {
  const assumptions = { buildArgs: new Map(Object.entries(buildArgs)), target: null };
  const found = lint(parse(text), { rules, preset, assumptions });
  return found.map(({ code, message }) => (code === 'DL1000' ? message : code));
}

describe('checks', () => {
  it('are all there, each as one rule', () => {
    const names = rules.flatMap(({ aliases }) => aliases?.buildkit ?? []);
    expect(names.filter((name) => !isBuildkitCheck(name))).toEqual([]);
    expect(names.toSorted()).toEqual(Object.keys(buildkitChecks).sort());
  });
});

describe('options', () => {
  it.each([
    ['skip=A, B ;error=1', { skip: new Set(['A', 'B']), experimental: new Set(), error: true }],
    ['experimental=all;skip=A;skip=B', { skip: new Set(['B']), experimental: 'all', error: false }],
    [
      'skip=a;error=f;experimental=b;c=d',
      { skip: new Set(['a']), experimental: new Set(['b;c=d']), error: false },
    ],
    ['  ', { skip: new Set(), experimental: new Set(), error: false }],
  ])('%j', (text, value) => {
    expect(parseCheckOptions(text)).toEqual({ ok: true, value });
  });

  it.each([
    ['skip=all;', 'invalid check option ""'],
    ['skip', 'invalid check option "skip"'],
    ['Skip=all', 'invalid check option "Skip"'],
    [
      'error=yes',
      'failed to parse check option "error=yes": strconv.ParseBool: parsing "yes": invalid syntax',
    ],
  ])('%j is refused', (text, words) => {
    expect(parseCheckOptions(text)).toEqual({ ok: false, words });
  });
});

const SHELL_FORM = 'FROM alpine:3.20\nCMD serve\n';

describe('a file', () => {
  it('skips checks, in every preset that knows them', () => {
    const text = `# check=skip=JSONArgsRecommended\n${SHELL_FORM}`;
    expect(codes(text)).toEqual([]);
    expect(codes(SHELL_FORM, 'recommended')).toContain('DL3025');
    expect(codes(text, 'recommended')).not.toContain('DL3025');
    expect(codes(text, 'hadolint')).toContain('DL3025');
  });

  it('fails the build', () => {
    const words = 'lint violation found for rules: JSONArgsRecommended';
    expect(codes(`# check=error=true\n${SHELL_FORM}`)).toEqual([words, 'JSONArgsRecommended']);
    expect(codes(`# check=error=true\n${SHELL_FORM}FOO\n`)).not.toContain(words);
  });

  it('is refused for options that cannot be read', () => {
    const words = 'failed to parse check options: invalid check option "x"';
    expect(codes(`# check=x\n${SHELL_FORM}`)).toEqual([words, 'JSONArgsRecommended']);
  });

  it('is overruled by the build argument', () => {
    const text = `# check=skip=all\n${SHELL_FORM}`;
    expect(codes(text, 'buildkit', { BUILDKIT_DOCKERFILE_CHECK: '' })).toEqual(['JSONArgsRecommended']);
    expect(codes(text, 'buildkit', { BUILDKIT_DOCKERFILE_CHECK: 'x' })[0]).toBe(
      'failed to parse build-arg:BUILDKIT_DOCKERFILE_CHECK: invalid check option "x"',
    );
  });

  it('asks for experimental checks', () => {
    const text = '# which\nARG A=1\nFROM alpine:3.20\n';
    expect(codes(text)).toEqual([]);
    const asking = `# check=experimental=InvalidDefinitionDescription\n${text}`;
    expect(codes(asking)).toEqual(['InvalidDefinitionDescription']);
    expect(codes(asking, 'recommended')).toContain('InvalidDefinitionDescription');
  });
});

describe('a comment above an instruction', () => {
  it.each([
    ['# check=skip=JSONArgsRecommended', []],
    ['# check=skip=JSONArgsRecommended // why\n\n# more', []],
    ['  # check=skip=JSONArgsRecommended', ['JSONArgsRecommended']],
    ['# check=skip=JSONArgsRecommended\n#', ['JSONArgsRecommended']],
    ['# check=skip=Other\n# check=skip=JSONArgsRecommended', ['JSONArgsRecommended']],
    ['# check=error=true', ['JSONArgsRecommended']],
  ])('%j', (comment, found) => {
    expect(codes(`FROM alpine:3.20\n${comment}\nCMD serve\n`)).toEqual(found);
  });

  it('does not count for checks that look at the whole file', () => {
    const text = 'FROM alpine:3.20\n# check=skip=all\ncopy a b\n';
    expect(codes(text)).toEqual(['ConsistentInstructionCasing']);
  });
});
