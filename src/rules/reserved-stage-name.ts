import { defineRule } from '../lint/rule.ts';

/** What a FROM or `--from` may name without a stage of that name. */
const RESERVED = new Set(['scratch', 'context']);

export default defineRule({
  summary: 'Stage with a reserved name',
  why: '`scratch` is the empty image and `context` the build context: a stage of the name is not what others take it for.',
  category: 'correctness',
  severity: 'warning',
  aliases: { hadolint: 'DL3063', buildkit: 'ReservedStageName' },
  presets: { hadolint: true, buildkit: true, recommended: true },
  messages: {
    check: 'Stage name should not use the same name as reserved stage "{{name}}"',
    reserved: '`{{name}}` already means something else to BuildKit: give the stage another name',
  },
  check({ file: { preset }, report }) {
    return {
      From({ name: given }, { onbuild }) {
        // Upper and lower case are two names for hadolint, but not for BuildKit.
        const name = (preset === 'hadolint' ? given?.value : given?.value.toLowerCase()) ?? '';
        if (given === null || onbuild !== null || !RESERVED.has(name)) return;
        report(preset === 'buildkit' ? 'check' : 'reserved', given, { name });
      },
    };
  },
});
