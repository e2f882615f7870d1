import { defineRule } from '../lint/rule.ts';
import { DEFAULT_PLATFORM } from '../model/assumptions.ts';
import { formatPlatform } from '../model/platform.ts';

export default defineRule({
  summary: 'Base image of another platform',
  why: 'It was made for one platform only, and is taken all the same: its programs do not run on the one that the build is for.',
  category: 'correctness',
  severity: 'warning',
  aliases: { buildkit: 'InvalidBaseImagePlatform' },
  presets: { buildkit: true, recommended: true },
  messages: {
    check:
      'Base image {{image}} was pulled with platform "{{actual}}", expected "{{expected}}" for current build',
    other:
      '`{{image}}` is for `{{actual}}`, but this build is for `{{expected}}`: take an image of that platform',
  },
  check({ file: { assumptions, build, preset }, report }) {
    return {
      From(from, { onbuild }) {
        const base = build.baseOf(from);
        if (base?.kind !== 'image' || base.config === null || onbuild !== null) return;
        const { architecture, os, variant = '' } = base.config;
        const actual = { os, architecture, variant, osVersion: '', osFeatures: [] };
        const wanted = build.fromArguments.platform(from)?.platform;
        const expected = wanted ?? assumptions.platform ?? DEFAULT_PLATFORM;
        if (actual.os === expected.os && actual.architecture === expected.architecture) return;
        const values = {
          image: base.text,
          actual: formatPlatform(actual),
          expected: formatPlatform(expected),
        };
        report(preset === 'buildkit' ? 'check' : 'other', from.image ?? from, values);
      },
    };
  },
});
