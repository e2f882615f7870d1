import { describe, expect, it } from 'vitest';
import { type Assumptions, noAssumptions } from '../../src/model/assumptions.ts';
import { evaluate } from '../../src/model/evaluate.ts';
import { outputStages } from '../../src/model/lineage.ts';
import { parsePlatform } from '../../src/model/platform.ts';
import { possibleBases } from '../../src/model/possible-bases.ts';
import { shippedStages } from '../../src/model/shipped-stages.ts';
import { stageTitle } from '../../src/model/stages.ts';
import { parse } from '../../src/parser/parse.ts';

/** Three stages and one that is built on what `image` names, behind the arguments given. */
function build(image: string, args: string, assumptions: Partial<Assumptions> = {}) {
  const text = `${args}FROM scratch AS base-a\nFROM scratch AS base-b\nFROM scratch AS other\nFROM ${image} AS last\nFROM scratch AS base-late\n`;
  return evaluate(parse(text), { ...noAssumptions, ...assumptions });
}

function basesOf(...given: Parameters<typeof build>): readonly string[] {
  const built = build(...given);
  const last = built.stages[3];
  if (last === undefined) throw new Error('the stage is missing');
  return (possibleBases(built).get(last) ?? []).map(({ stage }) => stageTitle(stage));
}

const all = ['base-a', 'base-b', 'other'];
const bases = ['base-a', 'base-b'];

describe('stages that a FROM may mean', () => {
  it.each<readonly [image: string, args: string, expected: readonly string[]]>([
    ['base-a', '', ['base-a']],
    ['alpine', '', []],
    ['scratch', '', []],
    ['base-${X}', '', bases],
    ['base-${X}', 'ARG X\n', bases],
    ['base-$X', 'ARG X=b\n', ['base-b']],
    ['base-$X', 'ARG X=c\n', []],
    ['base-${X:-a}', 'ARG X\n', ['base-a']],
    ['base-${X:-$Y}', 'ARG X\n', bases],
    ['base-${X:+a}', 'ARG X\n', bases],
    ['base-${X:?}', 'ARG X\n', bases],
    ['${X}', 'ARG X\n', all],
    ['${X}-a', 'ARG X\n', ['base-a']],
    ['b${X}-${Y}a', '', ['base-a']],
    ['${X}e-${Y}', '', bases],
    ['${X}base-${Y}', 'ARG X=\n', bases],
    ['base-a${X}a', '', []],
    ['${X}${Y}', 'ARG X=base-\n', bases],
    ['$X', 'ARG Y=a\nARG X=base-$Y\n', ['base-a']],
    ['base-$TARGETOS', '', bases],
    ['base-$TARGETOS', 'ARG TARGETOS=a\n', ['base-a']],
    ['"base-"$X', '', bases],
  ])('%s after %j', (image, args, expected) => {
    expect(basesOf(image, args)).toEqual(expected);
  });

  it('takes the value of a build argument', () => {
    const buildArgs = new Map([['X', 'a']]);
    expect(basesOf('base-$X', 'ARG X=b\n', { buildArgs })).toEqual(['base-a']);
    expect(basesOf('base-$X', 'ARG X\n', { buildArgs })).toEqual(['base-a']);
  });

  it('takes the platform of the build', () => {
    const parsed = parsePlatform('linux/arm64');
    if (!parsed.ok) throw new Error('no platform');
    const args = 'FROM scratch AS base-arm64\n';
    const [arm, guess] = [{ platform: parsed.value }, {}].map((assumptions) => {
      const built = evaluate(parse(`${args}FROM scratch AS base-amd64\nFROM base-$TARGETARCH\n`), {
        ...noAssumptions,
        ...assumptions,
      });
      return [...possibleBases(built).values()].at(-1)?.map(({ stage }) => stageTitle(stage));
    });
    expect([arm, guess]).toEqual([['base-arm64'], ['base-arm64', 'base-amd64']]);
  });

  it('decides which images leave the build, and what they are made of', () => {
    const titles = (args: string) => {
      const built = build('base-$X', args);
      const outputs = outputStages(built).map(({ stage }) => stageTitle(stage));
      return [outputs, [...shippedStages(built)].map(stageTitle).sort()];
    };
    const shipped = ['base-a', 'base-b', 'base-late', 'last', 'other'];
    expect(titles('ARG X\n')).toEqual([['other', 'last', 'base-late'], shipped]);
    expect(titles('ARG X=a\n')).toEqual([['base-b', 'other', 'last', 'base-late'], shipped]);
  });

  it('asks no name where the build has a target', () => {
    const titles = (target: string) => {
      const built = build('base-a', '', { target });
      const outputs = outputStages(built).map(({ stage }) => stageTitle(stage));
      return [outputs, [...shippedStages(built)].map(stageTitle).sort()];
    };
    expect(titles('LAST')).toEqual([['last'], ['base-a', 'last']]);
    expect(titles('other')).toEqual([['other'], ['other']]);
    const all = ['base-b', 'other', 'last', 'base-late'];
    expect(titles('missing')[0]).toEqual(all);
  });

  it('does not compare without end', () => {
    const text = Array.from({ length: 5000 }, (_, index) => `FROM a-$X AS a-${index}\n`).join('');
    const built = evaluate(parse(text));
    expect([...possibleBases(built).values()].flat()).toEqual([]);
  });
});
