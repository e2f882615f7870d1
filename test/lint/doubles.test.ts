import { describe, expect, it } from 'vitest';
import type { Preset } from '../../src/lint/presets.ts';
import { rules } from '../../src/rules/index.ts';
import { renderFindings } from '../rules/findings.ts';

const names = ['env-refers-to-itself', 'forbidden-trigger', 'port-out-of-range', 'undefined-var'];
const chosen = rules.filter(({ name }) => names.includes(name));

/** The places and codes of what is found. */
function found(text: string, preset: Preset): readonly string[] {
  const lines = renderFindings(text, chosen, preset).trimEnd().split('\n');
  return lines.map((line) => line.replace(/^(\S+) \w+ (\S+) .*$/, '$1 $2'));
}

const TRIGGERS = 'FROM alpine:3.20\nONBUILD FROM debian:12\nONBUILD MAINTAINER Jane Doe\n';

describe('a rule that replaces a refusal of BuildKit', () => {
  it('is what is shown', () => {
    expect(found(TRIGGERS, 'recommended')).toEqual(['2:9-2:13 DL3043', '3:9-3:19 DL3043']);
  });

  it('gives way under the preset that is BuildKit', () => {
    expect(found(TRIGGERS, 'buildkit')).toEqual(['2:9-2:13 DL1000', '3:9-3:19 DL1000']);
  });

  it('leaves refusals that it is not about, though they have the same name', () => {
    expect(found('FROM alpine:3.20\nEXPOSE 70000 80/none\n', 'recommended')).toEqual([
      '2:8-2:13 DL3011',
      '2:14-2:21 DL1000',
    ]);
  });

  it('is not missed where a comment takes it out: the file cannot be built', () => {
    const ignored = 'FROM alpine:3.20\n# dlint ignore=DL3043\nONBUILD FROM debian:12\n';
    expect(found(ignored, 'recommended')).toEqual(['3:9-3:13 DL1000']);
    expect(found(ignored, 'hadolint')).toEqual(['']);
  });
});

it('of two rules about one problem only one is shown', () => {
  const text = 'FROM scratch\nENV A=1 B=$A C=$D\n';
  expect(found(text, 'recommended')).toEqual(['2:11-2:13 DL3044', '2:16-2:18 UndefinedVar']);
  expect(found(text, 'buildkit')).toEqual(['2:11-2:13 UndefinedVar', '2:16-2:18 UndefinedVar']);
});

describe('under the hadolint preset', () => {
  const text = 'FROM alpine:3.20\nENV A=1 \\\n    # a comment\n    B=$A\n';

  it('a finding is on the first line of its instruction', () => {
    expect(found(text, 'recommended')).toEqual(['4:7-4:9 DL3044']);
    expect(found(text, 'hadolint')).toEqual(['2:1-2:4 DL3044']);
  });
});
