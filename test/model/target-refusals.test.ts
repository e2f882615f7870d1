import { describe, expect, it } from 'vitest';
import { noAssumptions } from '../../src/model/assumptions.ts';
import { evaluate } from '../../src/model/evaluate.ts';
import { parse } from '../../src/parser/parse.ts';

/** The names of what BuildKit refuses of a file whose first stage, `ok`, needs nothing of the rest. */
function refused(rest: string, target: string | null): readonly string[] {
  const build = evaluate(parse(`FROM scratch AS ok\n${rest}`), { ...noAssumptions, target });
  return build.refusals.map(({ rule }) => rule);
}

const late = 'FROM scratch AS late\n';

describe('with a target, what is refused in stages that it does not need', () => {
  it.each<readonly [rule: string, text: string]>([
    ['invalid-expansion', 'FROM scratch AS bad\nENV A=${X:?no}\n'],
    ['invalid-port', 'FROM scratch AS bad\nEXPOSE 70000000\n'],
    ['invalid-signal', 'FROM scratch AS bad\nSTOPSIGNAL FOO\n'],
    ['blank-volume', 'FROM scratch AS bad\nVOLUME $X\n'],
    ['invalid-flag-value', 'FROM scratch AS bad\nCOPY --chmod=zz x /y\n'],
    ['invalid-flag-value', 'FROM scratch AS base\nONBUILD COPY --chmod=zz a /b\nFROM base AS bad\n'],
    ['invalid-mount', 'FROM scratch AS bad\nRUN --mount=type=$X,target=/x true\n'],
    ['later-stage', `FROM scratch AS bad\nCOPY --from=late x /y\n${late}`],
    ['later-stage', `FROM scratch AS bad\nRUN --mount=from=late,target=/t x\n${late}`],
  ])('is not %s: %j', (rule, text) => {
    expect(refused(text, null)).toEqual([rule]);
    expect(refused(text, 'BAD')).toEqual([rule]);
    expect(refused(text, 'ok')).toEqual([]);
  });

  it.each<readonly [rule: string, text: string]>([
    ['unknown-stage', 'FROM scratch AS bad\nCOPY --from=9 x /y\n'],
    ['variable-in-from', 'FROM scratch AS bad\nCOPY --from=$X x /y\n'],
    ['circular-dependency', 'FROM scratch AS bad\nCOPY --from=bad x /y\n'],
    ['invalid-image-name', 'FROM A! AS bad\n'],
    ['invalid-image-name', 'FROM scratch AS bad\nCOPY --from=A! x /y\n'],
    ['invalid-image-name', 'FROM scratch AS bad\nRUN --mount=from=A!,target=/t x\n'],
    ['blank-base-name', 'FROM $X AS bad\n'],
    ['invalid-expansion', 'FROM ${X:?no} AS bad\n'],
    ['invalid-platform', 'FROM --platform=a/b/c/d/e scratch AS bad\n'],
    ['invalid-platform', 'FROM --platform=$X scratch AS bad\n'],
  ])('is %s all the same: %j', (rule, text) => {
    expect(refused(text, 'ok')).toEqual([rule]);
  });

  it('is nothing else where the target needs the stage, by FROM, COPY or a mount', () => {
    const bad = 'FROM scratch AS bad\nEXPOSE 70000000\n';
    const users = [
      'FROM bad AS user\n',
      ...['COPY --from=bad a b\n', 'RUN --mount=from=bad,target=/t a\n'].map(
        (use) => `FROM scratch AS user\n${use}`,
      ),
    ];
    expect(users.map((user) => refused(bad + user, 'user'))).toEqual(users.map(() => ['invalid-port']));
  });

  it('is all where the target is unknown', () => {
    const text = 'FROM scratch AS bad\nEXPOSE 70000000\n';
    expect(refused(text, 'nope')).toEqual(['unknown-target', 'invalid-port']);
    expect(refused(text, '')).toEqual(['invalid-port']);
  });
});
